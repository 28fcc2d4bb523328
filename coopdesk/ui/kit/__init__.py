"""Qt that knows nothing of co-operatives. It imports nothing of ours but ``coopdesk.assets``.

The page contract
-----------------
``coopdesk/ui/<feature>/page.py`` has a ``Page`` subclass (``kit.page.Page``), ``presenter.py`` a plain ``QObject`` that
takes ``(desk, jobs, hub)`` and what it needs besides, and ``page.py`` ends with::

    def build(desk: DeskClient, jobs: Jobs, hub: Hub) -> Page: ...

``ui/features.py`` names it ("coopdesk.ui.door.page:build"). The shell imports it on the store thread after the first
paint, calls ``build`` in the GUI thread, and keeps the page.

- A page sets ``set_title``, ``set_subtitle``, ``set_status`` (the next instruction); the header and status bar follow.
- ``primary_focus()`` says where the focus goes. ``opened()``/``left()`` tell it that it came or went.
- Scans: ``take_scan(code) -> bool``; False hands the card to the door. Typing before loading: ``take_typed``.
- Plain letters are ``on_key("F")``, never QShortcut: a scanner types letters too. F-keys and Ctrl keys are given to the
  ``Button`` that does the same (``Button("Close vote", key="F8")``), which claims and shows them.
- One filled button a page (``kind="primary"``), the next act; ``refuse(reason)`` switches a button off and says why.
- ``SideSplit(main, side)`` is the page with its side panel; from 130 % text it becomes a drawer by itself.
- Wish signals end in ``_requested``; slots are bound methods, ``_on_<what>``; no lambdas.
- Slow things go through ``jobs.store(task, done, failed)``; ``done`` and ``failed`` run in the GUI thread and are held
  weakly when they are methods. ``hub.subscribe(Event, self._on_event)`` likewise.
- Colours, sizes and fonts come from ``theme.current()``; words from ``labels.label(text, role)`` and ``Elided``.
- Each page is tested with ``tests.ui.audit`` in light and dark, at 100 % and 150 % text.
"""

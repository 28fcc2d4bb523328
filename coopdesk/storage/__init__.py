"""The society file: tables, journal, snapshots, migrations. The only rooms that know SQL engines."""

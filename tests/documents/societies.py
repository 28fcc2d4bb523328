"""Invented societies and people that papers are made for."""

from datetime import date

from coopdesk.domain.rules import LegalForm
from coopdesk.services.card_view import CardView
from coopdesk.services.certificate_view import CertificateView
from coopdesk.services.letterhead import LetterheadView

HEBDEN = LetterheadView(
    name="Hebden Stores Co-operative Society Limited",
    number="12345R",
    legal_form=LegalForm.CO_OPERATIVE,
    office="12 Weavers Row, Hebden Bridge HX7 0ZZ",
    nominal_pence=100,
    sample=False,
)

CERTIFICATE = CertificateView(
    society=HEBDEN,
    number=418,
    member_number="0427",
    holder="Nia Llŷr-Williams",
    address="3 Wharf Terrace, Hebden Bridge",
    shares=25,
    nominal_pence=100,
    class_words="withdrawable shares",
    entered_on=date(2019, 3, 14),
    issued_on=date(2026, 11, 28),
    code="CDC1:ABCDEFGHJKLMNPQR",
    status="issued",
    condition="The shares may be withdrawn but not transferred, as the rules provide.",
    signatories=(("Dilwyn Parry-Hughes", "Director"), ("Agnes Moorhouse", "Director"), ("", "Secretary")),
)

CARD = CardView(
    society=HEBDEN,
    member_number="0427",
    name="Nia Llŷr-Williams",
    representative="",
    code="CDM1:ABCDEFGHJKLMNPQR",
)

NAMES = (
    "Siân Ŵyn-Ŷsgol Tŷ",
    "Łukasz Żółć Świątek",
    "Nguyễn Thị Hồng Ánh",
    "Çağrı Öztürk Işık",
    "Ștefan Țîrlea",
    "محمد علی خان",
    "فاطمہ بی بی",
    "عبد الرحمن",
    "ليلى جودي",
    "ابتكار بن لادن",
    "יוסף כהן",
    "अर्जुन क्षत्रिय",
    "হাসিনা রহমান",
    "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
    "પટેલ કૃષ્ણ",
    "தமிழ்ச்செல்வி",
    "Ελένη Παπαδοπούλου",
    "Олександр Їжакевич",
    "ნინო",
    "Արմեն",
    "ትዕግስት",
    "สมชาย",
    "J\u0301oa\u0303o",
)
"""The names of the probe (reference/pdf.md §4) that the bundled fonts draw, and two with Arabic ligatures."""

UNDRAWABLE = "王小明"
"""A name that needs the optional East Asian font pack."""

LONG_NAME = "Maria Fernanda Albuquerque Cavalcanti de Vasconcelos-Wrenley"

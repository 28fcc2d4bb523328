"""Made-up people for sample societies. Names as a British town has them, so that a first look shows ŵ and ł right."""

GIVEN_NAMES = (
    "Agnes Aisha Alun Amira Andrew Angharad Anwen Arjun Asha Bethan Brian Bríd Bronwen Carys Catherine Chidi Chloë "
    "Colin Daniel David Deepa Dewi Dilwyn Dot Eilidh Eirlys Elin Emeka Emrys Ewa Fatima Fergus Fiona François Gareth "
    "George Gwen Hamid Hannah Hélène Hywel Ifan Imran Ines Iwona Jack Jamila Jan Jean Jorge José Joyce Kofi Kwame "
    "Lakshmi Llinos Lowri Lucja Łukasz Mair Małgorzata Maeve Mei Meriel Mohammed Nadia Nasreen Neil Nia Niamh Norman "
    "Olwen Owain Pádraig Patrick Paula Priya Rania Renée Rhian Rhys Robert Róisín Rosalind Ruth Sally Samuel Sandeep "
    "Seán Siân Siobhán Søren Sunita Ted Thị Tomasz Tomos Una Usha Wanjiku Winifred Wojciech Yusuf Zainab Zbigniew "
    "Zoë"
).split()

FAMILY_NAMES = (
    "Abbott Achebe Adeyemi Ahmed Ali Aspinall Bairstow Barraclough Begum Björk Bryn-Jones Butterworth Chen Cockcroft "
    "Crabtree Crossley Dewhirst Dhálaigh Dyson Evans Farooq Fielden Gaukroger Ghosh Glyndŵr Greenwood Hanif Hartley "
    "Helliwell Hodgson Hollins Horsfall Hussain Ibrahim Iqbal Jagger Janssen Jenkins Kamiński Kaur Khan Kowalczyk "
    "Król Llŷr-Williams Lumb Mackenzie Malik Marchand Mensah Midgley Moorhouse Morgan Müller Murgatroyd Nair Nguyễn "
    "Novák Nowak Ó-Briain Okafor Okonkwo Ogden Osei Parry Patel Pickles Prys Pugh Rahman Raman Redman Rees Riley "
    "Roberts Rodríguez Ryan Sadowska Sankaran Saville Shackleton Sharma Siddiqui Singh Smith Spencer Stansfield "
    "Sutcliffe Świątek Tattersall Thomas Thomsen Tŷ-Gwyn Uttley Varley Wadsworth Walker Wójcik Wrigley Yıldız Zając "
    "Żak"
).split()

ORGANISATIONS = (
    "Calder Allotments",
    "Hebden Weavers",
    "Old Town Band",
    "Pennine Bakers",
    "Riverside Play Group",
    "Todmorden Growers",
    "Valley Food Project",
    "Wharf Street Tenants",
)

STREETS = (
    "Albert Street",
    "Bridge Gate",
    "Cragg Terrace",
    "Crown Street",
    "Foster Lane",
    "Garden Square",
    "Hangingroyd Lane",
    "Keighley Road",
    "Market Street",
    "Melbourne Street",
    "Old Gate",
    "Regent Terrace",
    "Valley Road",
    "Victoria Road",
    "Wharf Terrace",
)

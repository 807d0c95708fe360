# SPDX-License-Identifier: GPL-3.0-or-later
"""Invented people: names from many places, an address that nobody else has, a department."""
import collections
import unicodedata

Person = collections.namedtuple("Person", "given family address department phone")

GIVEN = """Aaliyah Adaeze Agnieszka Aino Akira Alejandra Alice Amara Amir Anahera Ana Andrei Anika Anwar Aoife Arjun
Asha Astrid Ayumi Beatriz Bram Camille Carlos Chiara Chidi Chloé Daan Dalia Daniel Deepika Diego Dmitri Efua Eilidh Elena
Elif Emeka Emil Esra Fatima Felix Femke Fiona Freya Gabriel Giulia Grace Hamza Hana Hannah Haruto Henrik Ifeoma Imani
Inès Ingrid Isabel Ivan Jamal Jana Jin João Jonas Joy Julia Kaito Karim Katarzyna Kavita Keiko Kenji Kwame Lars Laila
Leila Lena Liam Linh Lucía Lukas Łukasz Maja Malik Manon Marek Mariam Mateo Matilda Maya Mei Mikael Milan Mina Mohammed
Nadia Naomi Ngozi Nikhil Noa Noor Olga Oliver Oluwaseun Omar Oskar Paolo Petra Priya Quinn Rachel Rafael Rahel Rania
Ravi Renée Rohan Rosa Ruth Sagal Sam Samira Sana Santiago Sara Siobhán Sofia Soren Sunita Svetlana Tariq Tamar Tendai
Thandiwe Theo Thuy Tomás Uma Valentina Vikram Wanjiru Wei Willem Ximena Yara Yasmin Yuki Yusuf Zainab Zoë""".split()

FAMILY = """Abdi Abebe Adeyemi Ahmed Alvarez Andersen Arslan Asante Baker Balogun Bauer Becker Bello Berg Bianchi
Boateng Brown Campbell Castillo Chaudhry Chen Cohen Costa Dąbrowski Das Davies Dekker Demir Diallo Dubois Duran Eriksen Evans
Farah Fernández Ferrari Fischer Fraser García Ghosh Greco Haddad Hansen Hassan Hill Hoang Horvat Hughes Ibrahim Ito
Ivanova Jansen Johansson Jones Juarez Kamau Kapoor Kaya Keller Khan Kim Kobayashi Koh Kovač Kowalska Kumar Laurent Lee
Lehmann Levi Lindqvist Lopes MacLeod Mahlangu Malik Martin Mbeki Meyer Mensah Moore Moreau Morales Morris Murphy Mwangi
Nakamura Ncube Nguyen Nielsen Novak Nwosu O'Brien Obi Okafor Oliveira Olsen Osei Owusu Park Patel Pereira Petrov Pham
Popescu Quispe Rahman Ramírez Rao Reyes Ricci Rossi Roy Sahin Saito Sato Schmidt Sharma Silva Singh Smith Sørensen
Suzuki Svensson Tanaka Taylor Tran Traoré Tshabalala Vargas Vasquez Virtanen Visser Vogel Walker Wang Weber Williams
Wong Wójcik Yamamoto Yang Yılmaz Young Zhang Zhou Zimmermann""".split()

DEPARTMENTS = ["Forecasting", "Grid Operations", "Wind", "Solar", "Hydro", "Trading", "Market Analysis", "Billing",
               "Customer Care", "Data Platform", "Finance", "Regulation"]

_PLAIN = str.maketrans({"ł": "l", "ø": "o", "ı": "i", "'": None})


def plain(name):
    """The name as one writes it in a mail address: lower case, ASCII."""
    decomposed = unicodedata.normalize("NFKD", name.lower().translate(_PLAIN))
    return "".join(letter for letter in decomposed if ord(letter) < 128)


def invent(count, domain, chance):
    """Yields count people of whom no two share an address."""
    taken = collections.Counter()
    for _ in range(count):
        given, family = chance.choice(GIVEN), chance.choice(FAMILY)
        local = "%s.%s" % (plain(given), plain(family))
        taken[local] += 1
        number = "" if taken[local] == 1 else str(taken[local])
        phone = "+1555%07d" % chance.randrange(10 ** 7) if chance.random() < 0.4 else None
        yield Person(given, family, "%s%s@%s" % (local, number, domain), chance.choice(DEPARTMENTS), phone)

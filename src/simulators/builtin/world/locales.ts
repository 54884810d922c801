/** Where a scenario plays: what names, money, streets and phone numbers look like there. */
export interface Locale {
  country: string;
  countryCode: string;
  cities: readonly string[];
  given: readonly string[];
  family: readonly string[];
  currency: string;
  symbol: string;
  timezone: string;
  language: string;
  /** `#` stands for a digit. */
  phone: string;
  /** `{street} {number}`, in the local order. */
  street: (name: string, number: number) => string;
  streets: readonly string[];
  postcode: string;
  iban: string;
  dayFirst: boolean;
}

const words = (text: string) => text.split(",").map((word) => word.trim());
const streetFirst = (name: string, number: number) => `${name} ${number}`;
const numberFirst = (name: string, number: number) => `${number} ${name}`;

export const locales: readonly Locale[] = [
  {
    country: "Germany",
    countryCode: "DE",
    currency: "EUR",
    symbol: "€",
    timezone: "Europe/Berlin",
    language: "de",
    dayFirst: true,
    cities: words("Bremen, Leipzig, Kassel, Freiburg, Dortmund, Regensburg"),
    given: words(
      "Petra, Jonas, Annika, Matthias, Leonie, Thorsten, Heike, Sebastian, Mareike, Florian, Ulrike, Bastian, Svenja, Holger",
    ),
    family: words(
      "Lang, Brandt, Kessler, Hoffstedt, Wiegand, Petersen, Krüger, Albrecht, Seidel, Dietz, Rademacher, Voigt, Ostermann, Thiele",
    ),
    phone: "+49 421 ### ####",
    street: streetFirst,
    streets: words("Lindenstraße, Hafenweg, Am Wall, Goethestraße, Mühlenkamp"),
    postcode: "2####",
    iban: "DE## 2905 0101 00## #### ##",
  },
  {
    country: "United Kingdom",
    countryCode: "GB",
    currency: "GBP",
    symbol: "£",
    timezone: "Europe/London",
    language: "en",
    dayFirst: true,
    cities: words("Leeds, Bristol, Norwich, Dundee, Swansea, Sheffield"),
    given: words(
      "Hannah, Callum, Priya, Oliver, Imogen, Rhys, Fiona, Gareth, Aisha, Duncan, Bethan, Tobias, Maeve, Rohan",
    ),
    family: words(
      "Whitlock, Pemberton, Okafor, Sutcliffe, Hargreaves, Lacey, Drummond, Prosser, Ashdown, Mistry, Tranter, Colley, Beddoes, Rahman",
    ),
    phone: "+44 113 496 0###",
    street: numberFirst,
    streets: words("Canal Street, Prior's Lane, Albert Road, Mill Rise, Chapel Walk"),
    postcode: "LS# #QT",
    iban: "GB## NWBK 6016 13## #### ##",
  },
  {
    country: "United States",
    countryCode: "US",
    currency: "USD",
    symbol: "$",
    timezone: "America/Chicago",
    language: "en",
    dayFirst: false,
    cities: words("Madison, Duluth, Boise, Tacoma, Raleigh, Albuquerque"),
    given: words(
      "Danielle, Marcus, Elena, Tyler, Keisha, Brandon, Renee, Hector, Caitlin, Darnell, Monique, Wesley, Gloria, Trent",
    ),
    family: words(
      "Holloway, Castellano, Nguyen, Whitaker, Delgado, Brightman, Mercer, Langford, Ortega, Pruitt, Vance, Salazar, McKenna, Tran",
    ),
    phone: "+1 608 555 01##",
    street: numberFirst,
    streets: words("Larkin Avenue, Cedar Street, Old Mill Road, Quincy Drive, Spruce Court"),
    postcode: "537##",
    iban: "US-ACH 0210####-########",
  },
  {
    country: "Spain",
    countryCode: "ES",
    currency: "EUR",
    symbol: "€",
    timezone: "Europe/Madrid",
    language: "es",
    dayFirst: true,
    cities: words("Zaragoza, Gijón, Murcia, Valladolid, Cádiz, Girona"),
    given: words(
      "Lucía, Álvaro, Nerea, Sergio, Marta, Iker, Carmen, Rubén, Noelia, Joaquín, Inés, Gonzalo, Pilar, Adrián",
    ),
    family: words(
      "Ferrer, Ibáñez, Roldán, Quintana, Bermejo, Salcedo, Montero, Aguirre, Pardo, Lozano, Cebrián, Olmedo, Rivas, Tejada",
    ),
    phone: "+34 976 ## ## ##",
    street: streetFirst,
    streets: words("Calle Mayor, Paseo del Río, Avenida de Goya, Calle Olmo, Ronda Norte"),
    postcode: "500##",
    iban: "ES## 2085 #### #### #### ####",
  },
  {
    country: "Poland",
    countryCode: "PL",
    currency: "PLN",
    symbol: "zł",
    timezone: "Europe/Warsaw",
    language: "pl",
    dayFirst: true,
    cities: words("Gdynia, Lublin, Opole, Katowice, Toruń, Rzeszów"),
    given: words(
      "Katarzyna, Tomasz, Magdalena, Paweł, Agnieszka, Marcin, Zofia, Grzegorz, Ewelina, Kamil, Dorota, Rafał, Hanna, Wojciech",
    ),
    family: words(
      "Nowicka, Zawadzki, Wrona, Malinowski, Gajewska, Sikora, Czarnecki, Lis, Pawlak, Urban, Jasińska, Kubiak, Sobczak, Baran",
    ),
    phone: "+48 58 ### ## ##",
    street: streetFirst,
    streets: words("ulica Morska, Lipowa, Słowackiego, Portowa, Jasna"),
    postcode: "81-###",
    iban: "PL## 1050 #### #### #### #### ####",
  },
  {
    country: "Sweden",
    countryCode: "SE",
    currency: "SEK",
    symbol: "kr",
    timezone: "Europe/Stockholm",
    language: "sv",
    dayFirst: true,
    cities: words("Umeå, Örebro, Norrköping, Lund, Gävle, Kalmar"),
    given: words(
      "Ebba, Oskar, Linnea, Axel, Tove, Henrik, Saga, Viktor, Malin, Anton, Frida, Gustav, Ylva, Emil",
    ),
    family: words(
      "Lindqvist, Ekström, Sandell, Forsberg, Hedlund, Nyberg, Åkesson, Sundin, Wallin, Bergdahl, Löfgren, Hallberg, Palm, Östlund",
    ),
    phone: "+46 90 ### ## ##",
    street: streetFirst,
    streets: words("Storgatan, Kungsvägen, Björkallén, Hamngatan, Sjöstigen"),
    postcode: "903 ##",
    iban: "SE## 5000 0000 05## #### ####",
  },
  {
    country: "India",
    countryCode: "IN",
    currency: "INR",
    symbol: "₹",
    timezone: "Asia/Kolkata",
    language: "en",
    dayFirst: true,
    cities: words("Pune, Kochi, Indore, Mysuru, Nagpur, Vadodara"),
    given: words(
      "Ananya, Rahul, Meera, Vikram, Sneha, Arjun, Divya, Karthik, Lakshmi, Nikhil, Pooja, Sanjay, Kavya, Imran",
    ),
    family: words(
      "Deshpande, Menon, Kulkarni, Bhattacharya, Rao, Chaudhari, Pillai, Saxena, Nambiar, Joshi, Kapadia, Mehrotra, Shetty, Qureshi",
    ),
    phone: "+91 20 #### ####",
    street: numberFirst,
    streets: words("Lake View Road, Tilak Marg, Temple Street, Station Road, Garden Lane"),
    postcode: "4110##",
    iban: "HDFC-50200########",
  },
  {
    country: "Kenya",
    countryCode: "KE",
    currency: "KES",
    symbol: "KSh",
    timezone: "Africa/Nairobi",
    language: "en",
    dayFirst: true,
    cities: words("Nakuru, Eldoret, Kisumu, Thika, Nyeri, Malindi"),
    given: words(
      "Wanjiru, Brian, Achieng, Samuel, Njeri, Kevin, Amina, Peter, Mercy, Otieno, Grace, Mwangi, Faith, Kiprop",
    ),
    family: words(
      "Kamau, Odhiambo, Wekesa, Kiplagat, Muthoni, Barasa, Omondi, Chebet, Njoroge, Hassan, Mutua, Kariuki, Auma, Langat",
    ),
    phone: "+254 20 ### ####",
    street: numberFirst,
    streets: words("Moi Avenue, Oginga Road, Acacia Close, Market Street, Ridge Lane"),
    postcode: "20###",
    iban: "KE-KCB-11########",
  },
];

const list = (text: string): readonly string[] => text.split('|').map((item) => item.trim());

/** Cities of all sizes and continents. */
export const CITIES =
  list(`Lagos|Lisbon|Kyoto|Tulsa|Nairobi|Oslo|Quito|Beirut|Krakow|Mumbai|Accra|Turin|Varna|Hanoi|Seville|Izmir|Lyon|Busan|Halifax|Aarhus
  |Dakar|Porto|Leipzig|Jaipur|Uppsala
  |Cusco|Tunis|Galway|Hobart|Cork|Valparaiso|Tbilisi|Yerevan|Samarkand|Shiraz|Amman|Fez|Kumasi|Mombasa|Kigali|Arusha|Windhoek|Durban
  |Antananarivo|Chennai|Kochi|Pune|Colombo|Pokhara|Sylhet|Lahore
  |Chengdu|Xiamen|Kaohsiung|Sapporo|Kanazawa|Daegu|Da Nang|Chiang Mai|Penang|Yogyakarta|Cebu|Darwin|Dunedin|Suva|Apia|Honolulu|Tucson
  |Duluth|Savannah|Spokane|Winnipeg|Quebec City|Oaxaca|Merida
  |Medellin|Arequipa|Cordoba|Montevideo|Recife|Curitiba|Havana|Kingston|Reykjavik|Bergen|Tampere|Tartu|Vilnius|Gdansk|Brno|Graz|Basel
  |Ghent|Utrecht|Nantes|Bilbao|Bologna|Ljubljana|Thessaloniki|Cluj|Odesa|Bursa`);

/** Work people do, each readable after "a" or "an". */
export const JOBS =
  list(`nurse|baker|bus driver|marine biologist|carpenter|teacher|translator|gardener|violin maker|paramedic|librarian|roof tiler
  |animator|beekeeper|electrician|cartographer|chef|physicist|tailor
  |train dispatcher|potter|vet|glazier|midwife|bookbinder|geologist|ferry captain|piano tuner|pharmacist|stage designer
  |wind turbine technician|court reporter|dairy farmer|optician|radio producer|surveyor|tram driver
  |florist|sound engineer|archivist|plumber|speech therapist|park ranger|bicycle mechanic|tea grower|software tester|history student
  |ice cream maker|weather forecaster|sign painter|swimming coach|lighthouse guide
  |museum guard|school cook|puppeteer|mathematics teacher|crane operator|upholsterer|dental assistant|street musician|retired postman
  |illustrator|hydrologist|cheesemaker`);

/** Things people like, each readable after "fond of", "into" or "photos of". */
export const HOBBIES =
  list(`night trains|wild mushrooms|old radios|long-distance swimming|paper kites|sourdough|park chess|salsa|birdsong|bouldering
  |pinhole cameras|street football|jazz records|origami|tide pools
  |bicycle repair|board games|calligraphy|star maps|crossword puzzles|community theatre|fountain pens|river kayaking|balcony tomatoes
  |choir singing|secondhand bookshops|model railways|hand weaving|table tennis|lake swimming
  |bread ovens|vintage maps|folk dancing|amateur radio|stop motion films|trail running|pickled vegetables|wood carving|city birds
  |silent films|ukulele songs|cold noodles|mountain huts|rock pools|puzzle boxes|short stories
  |village festivals|sketchbooks|badminton|cloud spotting|chilli peppers|knitting|fossils|cricket scores|moss gardens|ghost stories
  |cargo bikes|linocut prints|sea shanties|bonsai|quiz nights|cardamom buns`);

/** Short closing sentences. */
export const REMARKS =
  list(`Ask me anything about it.|Two cats, no plan.|Always late, always cheerful.|Learning as I go.|Coffee first.|Here for the maps.
  |Currently between two cities.|I reply slowly but surely.
  |My dog runs this account.|Collecting good questions.|Opinions are my neighbour\u2019s.|Will trade recipes.|Mostly photos of bread.
  |Tea over coffee, every time.|Three languages, all of them badly.|Left-handed and proud of it.
  |Still looking for my other glove.|Happiest before sunrise.|Say hello if you see me on the ferry.|Parent of twins, so be patient.
  |I keep the good biscuits.|Saving for a very small boat.|No spoilers, please.
  |The plants are doing fine, thank you.|Proud godparent of five.|Sundays belong to my grandmother.|Sending postcards since forever.
  |Better in person.|One spreadsheet for everything.|Rain does not bother me.
  |I know a shortcut.|Next year, the marathon. Perhaps.|Bring your own chair.|Halfway through a very long book.
  |Loud laugh, quiet evenings.|Fixing things that were not broken.`);

/**
 * How a bio is put together. {job} has its article, {Job} begins a sentence without one; {likes}, {likes2} and {likes3} are
 * three different things (a capital letter begins a sentence), {city} is where the person lives.
 */
export const BIOS = list(`{Job}, fond of {likes}. {remark}|{Job} in {city}. {remark}|{Job} by day, {likes} by night.
  |I am {job} who would rather talk about {likes}.|{Likes}, {likes2} and the occasional nap. {remark}
  |Born somewhere else, at home in {city}. {Job}.|{remark} Otherwise: {likes} and {likes2}.|{Job}. Into {likes}, {likes2} and {likes3}.
  |Once {job}, now full time into {likes}.|Photos of {likes}, mostly from {city}.
  |{Job} with too many plans. This month: {likes}.|{City} taught me patience; {likes} taught me the rest.
  |Just {job} and a shelf about {likes}.|{likes2}? Yes. {likes3}? Also yes. {remark}|Writing about {likes} and life as {job}.
  |{Job}. {remark} {remark2}|If it is about {likes}, I am interested.|{city}, {likes}, and a kettle that never rests.
  |Weekdays: {job}. Weekends: {likes}.|Started with {likes}, ended up {job}. {remark}
  |{Job}, neighbour, friend of {likes}.|Here to learn about {likes2}. I can teach you {likes}.
  |{Job}. Ask me where to find the best {likes} in {city}.|Will happily talk about {likes} for hours. {remark}`);

/** What somebody adds to a bio later. */
export const NEWS =
  list(`Just moved house.|New job, same coffee.|Back from a long walk.|Now with a puppy.|Learning to whistle.|Finally finished the shed.
  |Taking a week off screens.|Looking for a choir.|The boat floats!|Passed the exam.
  |Trying winter swimming.|On the early shift now.|First marathon done.|Open to book tips.|Grandchild number one has arrived.
  |Planting garlic.|Selling my drum kit.|Found the other glove.|Half of a band now.|Growing a lemon tree.
  |Visiting my sister this month.|Writing letters again.|The bread has a name.|Rebuilding an old bicycle.|Away until Monday.
  |Celebrating ten years here.|Started night school.|Won the village quiz.|Painting the kitchen yellow.`);

/** What friends call somebody for a while. */
export const NICKNAMES = list(
  `Sunny|Biscuit|Captain|Doc|Pepper|Sparky|Mango|Chief|Rocket|Lucky|Maestro|Pickle|Scout|Ziggy|Cricket|Pixel|Comet|Waffle|Ranger|Pebble
  |Otter|Domino|Turbo|Saffron|Kiwi|Jazz|Bramble|Ace|Nimbus|Tango|Popcorn`,
);

/** First names of the made-up people, the first seven as in the course's log. */
export const FIRST_NAMES = [
  'alexandra', 'peter', 'siddiqui', 'mary', 'tao', 'lin', 'carmen', 'amara', 'bjorn', 'chiara', 'diego', 'elif', 'farid', 'grace', 'hana',
  'ivan', 'jamila', 'kenji', 'leila', 'mateo', 'nadia', 'omar', 'priya', 'quinn', 'rosa', 'samir', 'tariq', 'uma', 'viktor', 'wanjiru',
  'ximena', 'yusuf', 'zofia', 'anders', 'beatriz', 'chidi', 'dalia', 'emre', 'fatima', 'goran',
] as const;

/** Family names; the empty one leaves the plain first name as a key. */
export const FAMILY_NAMES = [
  '', 'okafor', 'lopez', 'novak', 'tanaka', 'haddad', 'jensen', 'silva', 'kowalski', 'mehta', 'osei', 'rossi', 'petrov', 'nguyen', 'garcia',
  'yilmaz', 'dubois', 'kim', 'moreau', 'andersen', 'farah', 'costa', 'weber', 'singh', 'lindqvist',
] as const;

export const CITIES = [
  'Lagos', 'Lisbon', 'Kyoto', 'Tulsa', 'Nairobi', 'Oslo', 'Quito', 'Beirut', 'Krakow', 'Mumbai', 'Accra', 'Turin', 'Varna', 'Hanoi', 'Seville',
  'Izmir', 'Lyon', 'Busan', 'Halifax', 'Aarhus', 'Dakar', 'Porto', 'Leipzig', 'Jaipur', 'Uppsala', 'Cusco', 'Tunis', 'Galway', 'Hobart', 'Cork',
] as const;

export const JOBS = [
  'nurse', 'baker', 'bus driver', 'marine biologist', 'carpenter', 'teacher', 'translator', 'gardener', 'violin maker', 'paramedic', 'librarian',
  'roof tiler', 'animator', 'beekeeper', 'electrician', 'cartographer', 'chef', 'physicist', 'tailor', 'train dispatcher', 'potter', 'vet', 'glazier',
] as const;

export const HOBBIES = [
  'night trains', 'wild mushrooms', 'old radios', 'long-distance swimming', 'paper kites', 'sourdough', 'chess in the park', 'salsa', 'birdsong',
  'bouldering', 'pinhole cameras', 'street football', 'jazz records', 'origami', 'tide pools', 'bicycle repair', 'board games', 'calligraphy', 'star maps',
] as const;

export const REMARKS = [
  'Ask me anything about it.', 'Two cats, no plan.', 'Always late, always cheerful.', 'Learning as I go.', 'Coffee first.', 'Here for the maps.',
  'Currently between two cities.', 'I reply slowly but surely.', 'My dog runs this account.', 'Collecting good questions.', 'Opinions are my neighbour\u2019s.',
] as const;

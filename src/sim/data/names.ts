/** First names and family names that go together, as two lists. */
export interface NameGroup {
  readonly first: readonly string[];
  readonly family: readonly string[];
}

const group = (first: string, family: string): NameGroup => ({ first: first.split(' '), family: family.split(' ') });

/** The seven people of the course's log, in its order, by key and full name. */
export const FIRST_SEVEN: readonly (readonly [key: string, name: string])[] = [
  ['alexandra', 'Alexandra Vasilakis'],
  ['peter', 'Peter Haverkamp'],
  ['siddiqui', 'Ayesha Siddiqui'],
  ['mary', 'Mary Tunstall'],
  ['tao', 'Tao Qiuming'],
  ['lin', 'Lin Yaohua'],
  ['carmen', 'Carmen Olmedo'],
];

/** Groups of twelve first names and ten family names; no first name and no family name is in two groups. */
export const NAME_GROUPS: readonly NameGroup[] = [
  group(
    'oliver harriet callum niamh edith rowan isla declan tessa hamish poppy gareth',
    'whitfield ashworth pemberton kinsella drummond hargreaves penrose lockwood brennan thistlewood',
  ),
  group(
    'maria mateo ximena diego lucia rafael valentina joaquin paloma esteban rocio andres',
    'arriaga lopez ibarra paredes villalobos cordero escamilla urrutia galarza montero',
  ),
  group(
    'beatriz thiago larissa caio ines renato joana duarte luana tomas marina gil',
    'moreira azevedo teixeira pacheco siqueira valadares brandao coelho fontoura queiroz',
  ),
  group(
    'amelie luc margaux theo colette bastien oceane remy solene gaston elodie yann',
    'moreau dubois lefevre garnier marchand renaud chevalier laborde tessier perrin',
  ),
  group(
    'annika jonas greta lukas maren felix liesel bram saskia jasper heike till',
    'weber vogel brandt hoekstra steiner neumann krause lindner kessler terhorst',
  ),
  group(
    'bjorn astrid anders sigrid leif ingrid nils solveig mikkel freja aino eero',
    'jensen lindqvist halvorsen nygaard bergstrom korhonen virtanen dahl sorensen kallio',
  ),
  group(
    'zofia tomasz hanka marek bozena ludek kasia wojtek jitka radek milena pavel',
    'kowalski novak wisniewski dvorak zielinski kucera mazur pospisil nowicki sedlacek',
  ),
  group(
    'goran dimitra nikos jelena petar ioana stavros milica radu eleni vesna andrei',
    'petrovic papadakis ionescu markovic stanescu kovacevic vassiliou dragomir galanis horvat',
  ),
  group(
    'ivan nadia viktor oksana anton larysa giorgi tamar arman nune vasyl daria',
    'petrenko bondarenko shevchuk kharadze sarkisyan lomidze kravets tkachuk melnyk avetisyan',
  ),
  group(
    'elif emre zeynep kerem defne baris selin murat ayla onur tuncay ece',
    'yilmaz demirci aydin ozturk sahin celik arslan guler yildiz korkmaz',
  ),
  group(
    'omar leila farid amina samir dalia tariq yasmin karim nour hicham salma',
    'haddad farah khoury mansour benali zaki sabbagh bouzid rahal darwish',
  ),
  group(
    'dariush shirin kaveh parisa babak golnar aziz nilufar ruslan aigerim timur zarina',
    'rostami jafari moradi sharifi yusupov nazari iskakov tehrani daneshvar bekov',
  ),
  group(
    'priya arjun anika rohan meera imran sana vikram tahmina bilal kavita nasreen',
    'mehta singh chowdhury rahman banerjee malhotra saxena deshpande kulkarni siraji',
  ),
  group(
    'lakshmi karthik divya suresh anjali nuwan dilini bishal maya sunita prakash tara',
    'subramanian nair fernando perera gurung shrestha pillai reddy wickrama thapa',
  ),
  group(
    'meiling jianyu xiaoyu weijie yuting haoran shufen zhiwei ruolan qingyuan peishan lihua',
    'zhang chen liu zhao huang zhou deng guo cai luo',
  ),
  group(
    'kenji hana haruto sakura daichi emi takumi aiko ren nao shiori minato',
    'tanaka sato kobayashi mori nakagawa fujita ishii matsuda hayakawa ueno',
  ),
  group('minjun jiwoo seoyeon hyejin dohyun sooah jaewon yerin sungho nari haneul eunji', 'yoon seo bae noh ryu hwang baek jeong shim eom'),
  group('linh quang thuy hieu ngoc khanh trang duc hoa tuyet minh bao', 'nguyen tran pham dao bui duong huynh ngo truong dinh'),
  group(
    'dewi budi siti rizal araya pradit wayan jomar malaya somchai amihan hafiz',
    'santoso wijaya hartono macaraeg suwan chaiyo rahayu ismail bautista kusuma',
  ),
  group(
    'amara chidi kwame ngozi ama babatunde efua tunde aissatou kofi folake mamadou',
    'okafor osei adeyemi mensah diallo eze boateng balogun ndiaye asante',
  ),
  group(
    'wanjiru jamila kamau zawadi tendai thandiwe selam baraka lindiwe sipho makena abebe',
    'mwangi otieno moyo dlamini tesfaye alemu nkosi wekesa chirwa mutasa',
  ),
  group(
    'moana aroha sione leilani tavita mele keola ngaire wiremu hinemoa sefa lupe',
    'parata tuala kealoha faleolo tamihana vaipulu ropata latu taufa manihera',
  ),
  group(
    'chiara lorenzo giulia davide bianca pietro fiorella elio marta nico ilaria sandro',
    'rossi marchetti ferraro galli colombo fontana barbieri moretti caruso vianello',
  ),
];

/*
 * A battery of TestU01 (P. L'Ecuyer and R. Simard, ACM TOMS 33, 2007) over 32-bit numbers from standard input, as scripts/draws.mjs writes them.
 * cc -O2 scripts/testu01.c -ltestu01 -lprobdist -lmylib -lm -o testu01 && node scripts/draws.mjs turns | ./testu01 SmallCrush [reversed]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bbattery.h"
#include "swrite.h"
#include "unif01.h"

static unsigned int words[1 << 16];
static size_t at = 0, count = 0;
static unsigned long long used = 0;
static int reversed = 0;

static unsigned int draw(void) {
  if (at == count) {
    count = fread(words, sizeof words[0], sizeof words / sizeof words[0], stdin);
    at = 0;
    if (count == 0) { fprintf(stderr, "no more numbers\n"); exit(1); }
  }
  used++;
  unsigned int x = words[at++];
  if (!reversed) return x;
  /* TestU01 looks at high bits first: the other way round, the low ones are judged as sternly. */
  unsigned int y = 0;
  for (int bit = 0; bit < 32; bit++, x >>= 1) y = (y << 1) | (x & 1);
  return y;
}

int main(int argc, char** argv) {
  const char* battery = argc > 1 ? argv[1] : "SmallCrush";
  reversed = argc > 2 && !strcmp(argv[2], "reversed");
  swrite_Basic = FALSE;
  unif01_Gen* generator = unif01_CreateExternGenBits("the simulator's streams", draw);
  if (!strcmp(battery, "SmallCrush")) bbattery_SmallCrush(generator);
  else if (!strcmp(battery, "Crush")) bbattery_Crush(generator);
  else if (!strcmp(battery, "BigCrush")) bbattery_BigCrush(generator);
  else { fprintf(stderr, "The batteries are SmallCrush, Crush and BigCrush.\n"); return 2; }
  printf("%llu numbers used\n", used);
  return 0;
}

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

// Allocates as many blocks as its argument says; in its first run, which leaves the file `warm`, 200,000.
int main(int argc, char **argv) {
  int count = argc > 1 ? atoi(argv[1]) : 0;
  int warm = open("warm", O_CREAT | O_EXCL | O_WRONLY, 0600);
  if (warm >= 0) {
    close(warm);
    count = 200000;
  }
  for (int made = 0; made < count; made++) {
    volatile char *block = malloc(8);
    block[0] = 1;
  }
  return 0;
}

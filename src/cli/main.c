#include <stdio.h>

#include "kabar.h"

int main(void)
{
    puts("kabar " KABAR_VERSION);
    return 0;
}

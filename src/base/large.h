/* base/large.h - room for tables that are read here and there: where the system offers large pages they lie in those,
 * so that a look-up seldom waits for the address of its page (Drepper 2007, What Every Programmer Should Know About
 * Memory, 4.3.2 and 7.5.3). */
#ifndef KB_BASE_LARGE_H
#define KB_BASE_LARGE_H

#include <stddef.h>

/* `bytes` that are 0, to be freed with free(). NULL: out of memory. */
void *kb_large_new(size_t bytes);

/* The heap of the process in large pages too, and as one for all threads: a comparison touches 30 MB once, and a page
 * that is touched for the first time costs a microsecond. A hint; for a program's main, before there are threads. */
void kb_large_heap(void);

/* Gives back to the system what of the heap is free: for what runs for days and needs much now and then. */
void kb_heap_trim(void);

#endif

/* base/compiler.h - what depends on the compiler; the only place for extensions. */
#ifndef KB_BASE_COMPILER_H
#define KB_BASE_COMPILER_H

#if defined(__GNUC__)
#define KB_PRINTF(format_at, first_at) __attribute__((format(printf, format_at, first_at)))
#define KB_CHECK __attribute__((warn_unused_result))
#define KB_PREFETCH(at) __builtin_prefetch(at)                /* will be read soon; any address is fine */
#define KB_LOWEST_BIT(bits) ((unsigned)__builtin_ctzll(bits)) /* its number, from 0; of a uint64_t that is not 0 */
#define KB_FORMAT_OF(at)                                                                        \
    __attribute__((format_arg(at))) /* returns a format with the arguments of its argument `at` \
                                     */
#else
#define KB_PRINTF(format_at, first_at)
#define KB_PREFETCH(at) ((void)(at))
#define KB_LOWEST_BIT(bits) kb_lowest_bit(bits)
static inline unsigned kb_lowest_bit(unsigned long long bits)
{
    unsigned n = 0;
    for (; !(bits >> n & 1); n++) continue;
    return n;
}
#define KB_FORMAT_OF(at)
#define KB_CHECK
#endif

#if defined(__SANITIZE_ADDRESS__)
#define KB_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define KB_ASAN 1
#endif
#endif
#ifndef KB_ASAN
#define KB_ASAN 0
#endif

#endif

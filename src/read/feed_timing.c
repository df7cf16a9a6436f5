/* When a feed wants to be asked again: RSS 2.0's ttl, skipHours and skipDays, and the syndication module of RSS 1.0
 * (http://web.resource.org/rss/1.0/modules/syndication/). */
#include "read/feed_field.h"

#define TTL_MINUTES_MAX (7 * 24 * 60) /* some write seconds, or a year */

/* The number of the day that `name` begins with, 0 is Monday; 7: none. */
static int day_of(kb_str name)
{
    static const char *const days[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
    int day = 0;
    while (day < 7 && !kb_str_equal_ascii(kb_str_part(name, kb_span_of(0, 3)), kb_str_of(days[day]))) day++;
    return day;
}

/* The seconds of a period's name; 0: none that is known. */
static int64_t period_of(kb_str name)
{
    static const struct {
        const char *name;
        int64_t seconds;
    } periods[] = { { "hourly", 3600 },
                    { "daily", 86400 },
                    { "weekly", 7 * 86400 },
                    { "monthly", 30 * 86400 },
                    { "yearly", 365 * 86400 } };
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++)
        if (kb_str_equal_ascii(name, kb_str_of(periods[i].name))) return periods[i].seconds;
    return 0;
}

static void skip(kb_feed_timing *timing, kb_str child, kb_str text)
{
    int64_t hour;
    int day = day_of(text);
    if (kb_str_equal_ascii(child, KB_STR("hour")) && kb_str_int(text, &hour) && hour >= 0 && hour <= 24)
        timing->skip_hours |= (uint32_t)1 << hour % 24; /* 24 is midnight too */
    if (kb_str_equal_ascii(child, KB_STR("day")) && day < 7) timing->skip_days |= (uint8_t)(1 << day);
}

static kb_status read_skips(kb_feed_target *t, size_t node)
{
    const kb_xml *xml = t->b->xml;
    kb_status status = KB_OK;
    kb_str text;
    for (size_t i = node + 1; i < xml->at[node].end && status == KB_OK; i = xml->at[i].end) {
        if (!xml->at[i].name) continue;
        status = kb_feed_text(t->b, i, &text);
        if (status == KB_OK) skip(&t->b->feed->timing, xml->at[i].name->local, text);
    }
    return status;
}

kb_status kb_feed_timing_read(kb_feed_target *t, size_t node, kb_feed_field field, int rank)
{
    const kb_xml *xml = t->b->xml;
    kb_feed_timing *timing = &t->b->feed->timing;
    kb_str name = xml->at[node].name->local, text;
    int64_t number = 0;
    (void)field, (void)rank;
    if (kb_str_equal_ascii(kb_str_part(name, kb_span_of(0, 4)), KB_STR("skip"))) return read_skips(t, node);
    kb_status status = kb_feed_text(t->b, node, &text);
    if (status != KB_OK) return status;
    (void)kb_str_int(text, &number);
    if (kb_str_equal_ascii(name, KB_STR("ttl"))) {
        if (number > 0 && number <= TTL_MINUTES_MAX) timing->ttl = number * 60;
    } else if (kb_str_equal_ascii(name, KB_STR("updatePeriod"))) {
        timing->period = period_of(text);
    } else if (number > 0 && number <= 1000) {
        /* the frequency stands behind the period in every feed that has both */
        timing->period /= number;
    }
    return KB_OK;
}

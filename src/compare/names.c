#include "compare/compare.h"

const char *kb_row_kind_name(kb_row_kind kind)
{
    switch (kind) {
    case KB_ROW_DIFFERS: return "differs";
    case KB_ROW_DENIED: return "denied";
    case KB_ROW_SILENT: return "silent";
    case KB_ROW_SERIES: return "series";
    case KB_ROW_COMPATIBLE: return "compatible";
    case KB_ROW_SHARED: return "shared";
    case KB_ROW_ONLY: return "only";
    }
    return "";
}

const char *kb_certainty_name(kb_certainty sure)
{
    switch (sure) {
    case KB_UNSURE: return "unsure";
    case KB_LIKELY: return "likely";
    case KB_SURE: return "sure";
    }
    return "";
}

#include "claim/claims.h"

const char *kb_stance_name(kb_stance stance)
{
    static const char *const names[] = {
#define KB_STANCE_NAME(id, name) [KB_STANCE_##id] = name,
        KB_STANCES(KB_STANCE_NAME)
#undef KB_STANCE_NAME
    };
    return names[stance];
}

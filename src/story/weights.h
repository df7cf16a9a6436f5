/* story/weights.h - how much each measure of two reports weighs; made by tools/train_stories.py, not by hand.
 * Learned on 2026-11-21 from ecbplus (1), allsides_dated (1), og2021_a (2), indonesian_dev (1);
 * a set's number is how much it counted. Log loss on the fifth of the stories kept apart: ecbplus 0.1174,
 * allsides_dated 0.0518, og2021_a 0.2602, indonesian_dev 0.0370. A row: the weight alone, what is added in short texts,
 * in long texts, and of the square. */
static const float kb_weights_bias[3] = { -4.8390f, 0.7008f, -0.3470f };
static const float kb_weights[KB_MEASURE_COUNT][4] = {
    [KB_MEASURE_ALL] = { 2.4869f, -0.1835f, 2.9448f, -2.3370f },
    [KB_MEASURE_LEAD] = { 2.4504f, -0.9310f, 5.2584f, -1.3356f },
    [KB_MEASURE_TITLE] = { 2.5039f, -1.1123f, -1.1536f, 0.1787f },
    [KB_MEASURE_NAMES] = { 1.7640f, 0.7308f, 0.8544f, -1.4910f },
    [KB_MEASURE_NUMBERS] = { 2.0108f, -0.2242f, 2.7166f, -1.6021f },
    [KB_MEASURE_COVER] = { -0.1733f, -0.5506f, 0.0322f, 0.3504f },
    [KB_MEASURE_COVER_BACK] = { 0.5970f, -0.0121f, -1.5900f, 0.0486f },
    [KB_MEASURE_RARE1] = { 1.2788f, -0.8853f, 0.3884f, -0.9183f },
    [KB_MEASURE_RARE3] = { 2.1989f, 0.7752f, -1.6339f, -0.5640f },
    [KB_MEASURE_NAMES_SHARED] = { -0.5730f, -0.3167f, 0.3022f, 0.0679f },
    [KB_MEASURE_NAMES_COVER] = { 1.9408f, -0.1193f, 1.5722f, -1.1661f },
    [KB_MEASURE_NAMES_COVER_BACK] = { 1.0882f, -0.6379f, 1.8721f, -0.5356f },
    [KB_MEASURE_NUMBERS_SHARED] = { -0.9927f, 1.8364f, 0.5366f, -0.0304f },
    [KB_MEASURE_GAP] = { -2.8875f, 0.3047f, -7.8682f, 1.8902f },
    [KB_MEASURE_BELL] = { -0.2726f, 0.0020f, -1.2899f, 2.0290f },
    [KB_MEASURE_DATED] = { -1.3493f, 0.0000f, 0.0000f, 0.0000f },
    [KB_MEASURE_OUTLET] = { -3.0241f, 0.0000f, 0.0000f, 0.0000f },
    [KB_MEASURE_OVER6] = { -0.7434f, 1.7217f, 1.1711f, 1.3055f },
    [KB_MEASURE_OVER21] = { 2.7891f, -0.3394f, -2.1476f, -1.3351f },
    [KB_MEASURE_RANK] = { -0.0698f, 0.2490f, -0.4515f, -0.0326f },
    [KB_MEASURE_BACK1] = { 0.6138f, -0.3752f, 0.4906f, -0.3237f },
    [KB_MEASURE_BACK6] = { 0.6933f, -1.9043f, -1.9188f, 0.4116f },
    [KB_MEASURE_LENGTH] = { 0.0894f, 0.0776f, -0.1689f, 0.0110f },
};
static const float kb_weights_gap_all = -4.9673f;

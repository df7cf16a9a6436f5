/* story/weights.h - how much each measure of two reports weighs; made by tools/train_stories.py, not by hand.
 * Learned on 2026-11-21 from ecbplus (1), allsides_dated (1), og2021_a (2), indonesian_dev (1);
 * a set's number is how much it counted. Log loss on the fifth of the stories kept apart:
 * ecbplus 0.1177, allsides_dated 0.0557, og2021_a 0.2474, indonesian_dev 0.0381.
 * A row: the weight alone, what is added in short texts, in long texts, and of the square. */
static const float kb_weights_bias[3] = { -5.0702f, 0.6025f, -0.3161f };
static const float kb_weights[KB_MEASURE_COUNT][4] = {
    [KB_MEASURE_ALL] = { 2.5366f, -0.1170f, 3.1165f, -2.3568f },
    [KB_MEASURE_LEAD] = { 2.4119f, -0.8458f, 5.1694f, -1.2705f },
    [KB_MEASURE_TITLE] = { 2.5207f, -1.1581f, -1.1338f, 0.1522f },
    [KB_MEASURE_NAMES] = { 1.6219f, 0.8039f, 1.1358f, -1.4711f },
    [KB_MEASURE_NUMBERS] = { 2.0267f, -0.1223f, 2.6350f, -1.6272f },
    [KB_MEASURE_COVER] = { -0.1036f, -0.5834f, -0.0064f, 0.3165f },
    [KB_MEASURE_COVER_BACK] = { 0.7293f, -0.0374f, -1.6011f, -0.1280f },
    [KB_MEASURE_RARE1] = { 1.5590f, -0.8333f, 0.4051f, -1.0360f },
    [KB_MEASURE_RARE3] = { 2.2636f, 0.6638f, -1.5701f, -0.6394f },
    [KB_MEASURE_NAMES_SHARED] = { -0.5961f, -0.3043f, 0.2586f, 0.0837f },
    [KB_MEASURE_NAMES_COVER] = { 1.8613f, -0.1703f, 1.4251f, -1.0870f },
    [KB_MEASURE_NAMES_COVER_BACK] = { 1.1803f, -0.6156f, 1.7263f, -0.5741f },
    [KB_MEASURE_NUMBERS_SHARED] = { -0.9812f, 1.7036f, 0.5177f, -0.0225f },
    [KB_MEASURE_GAP] = { -2.9241f, 0.6495f, -7.9525f, 1.6894f },
    [KB_MEASURE_BELL] = { -0.2448f, -0.1199f, -1.2646f, 2.0116f },
    [KB_MEASURE_DATED] = { -1.3769f, 0.0000f, 0.0000f, 0.0000f },
    [KB_MEASURE_OUTLET] = { -3.0271f, 0.0000f, 0.0000f, 0.0000f },
    [KB_MEASURE_OVER6] = { -0.7666f, 1.7005f, 1.1623f, 1.2657f },
    [KB_MEASURE_OVER21] = { 2.9643f, -0.4320f, -2.3600f, -1.1678f },
    [KB_MEASURE_RANK] = { -0.0711f, 0.2995f, -0.4582f, -0.0342f },
    [KB_MEASURE_BACK1] = { 0.6463f, -0.3895f, 0.4827f, -0.1593f },
    [KB_MEASURE_BACK6] = { 0.6427f, -1.9865f, -1.8878f, 0.1848f },
    [KB_MEASURE_LENGTH] = { 0.1020f, 0.1275f, -0.1691f, 0.0107f },
};
static const float kb_weights_gap_all = -4.7514f;

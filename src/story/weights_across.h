/* story/weights_across.h - how much each measure of two reports weighs; made by tools/train_stories.py, not by hand.
 * Learned on 2026-11-21 from og2021_a (1), semeval22_pairs (0.15);
 * a set's number is how much it counted. Log loss on the fifth of the stories kept apart:
 * og2021_a 0.2697, semeval22_pairs 0.6647.
 * The bias is 1 higher than what was learned.
 * A row: the weight, and that of the square. */
static const float kb_weights_across_bias = -3.2994f;
static const float kb_weights_across[KB_ACROSS_COUNT][2] = {
    [KB_ACROSS_ALL] = { 11.1724f, -12.2415f },         [KB_ACROSS_ENGLISH] = { 2.0600f, -0.5082f },
    [KB_ACROSS_KEYS] = { -0.0754f, 4.2964f },          [KB_ACROSS_COVER] = { 4.8608f, -7.9007f },
    [KB_ACROSS_COVER_BACK] = { 6.2701f, -9.5231f },    [KB_ACROSS_RARE1] = { -0.6315f, 0.5832f },
    [KB_ACROSS_RARE3] = { 0.5007f, 0.7304f },          [KB_ACROSS_ENGLISH_SHARED] = { -0.2644f, 0.2679f },
    [KB_ACROSS_KEYS_SHARED] = { -0.1328f, 0.1777f },   [KB_ACROSS_NAMES_SHARED] = { -0.0986f, 0.3119f },
    [KB_ACROSS_PLACES_SHARED] = { 0.2632f, 1.2311f },  [KB_ACROSS_NUMBERS_SHARED] = { -0.6002f, 1.7204f },
    [KB_ACROSS_PLACES_APART] = { -0.4531f, -0.4531f }, [KB_ACROSS_GAP] = { -3.4408f, 1.3294f },
    [KB_ACROSS_BELL] = { 0.0177f, 2.2314f },           [KB_ACROSS_DATED] = { -0.7459f, -0.7459f },
    [KB_ACROSS_OUTLET] = { 0.0000f, 0.0000f },         [KB_ACROSS_OVER2] = { 2.2121f, 0.4841f },
    [KB_ACROSS_OVER6] = { -5.0882f, 2.5227f },         [KB_ACROSS_RANK] = { 0.1038f, -0.0286f },
    [KB_ACROSS_LENGTH] = { 0.2340f, 0.0467f },         [KB_ACROSS_WORDS] = { -0.2167f, -0.0402f },
};

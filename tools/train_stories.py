#!/usr/bin/env python3
"""train_stories.py KABAR OUT.h SET.jsonl[=WEIGHT]... : learns the weights of story/pair.h and writes them as src/story/weights.h.

A SET has one article a line, {"id", "lang", "date", "outlet", "title", "text", "story"}; WEIGHT (1) is how much the set
counts beside the others, whatever its size. `kabar group --pairs` tells what it measured of each pair of reports that it
compared; a logistic regression learns from four fifths of the stories (by hash of the story) which pairs are of one story.
The last fifth is not learned from. Needs python3-sklearn (Debian). With --across it is pairs of two languages, and src/story/weights_across.h;
then a SET may also be of scored pairs, {"id", "lang1", "text1", "lang2", "text2", "overall"}: one story where overall is 2 or less (of 1 to 4).
All their texts are one stream; pairs in it that nobody scored and that share little count as of two stories, all together as much as the scored.

Sets without dates are taken in a random order. Where all reports of each story of a set have the same time to the second,
the time was given to the story and not to the report: it is blurred by half a day, or the weights would learn that alone."""
import argparse
import datetime
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile

import numpy
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.preprocessing import StandardScaler

SHORT, MIDDLE, LONG = 2.4, 3.6, 5.4  # as in src/story/pair.c
SAME_MOST = 2  # of a scored pair
UNSCORED_MOST = 0.25  # likeness above which a pair that nobody scored may be of one story
PLAIN = ("dated", "outlet")  # yes or no, and too few sets have both kinds of texts to learn more of them


def kept_apart(story):
    return int(hashlib.md5(str(story).encode()).hexdigest(), 16) % 5 == 0


def moment(row):
    date = row.get("date") or ""
    return datetime.datetime.fromisoformat(date.replace("Z", "+00:00")) if date else None


def stream(rows, seed):
    """The rows in the order of a stream."""
    chance = random.Random(seed)
    times = {}
    for row in rows:
        times.setdefault(row["story"], set()).add(row.get("date"))
    if not any(row.get("date") for row in rows):
        chance.shuffle(rows)
        return rows
    if all(len(dates) == 1 for dates in times.values()):
        for row in rows:
            row["date"] = (moment(row) + datetime.timedelta(hours=chance.uniform(-12, 12))).isoformat(timespec="seconds")
    return sorted(rows, key=lambda row: moment(row).timestamp())


def printed(kabar, rows, option):
    """Names of the measures; ids and values of each pair."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    lines = subprocess.run([kabar, "group", option, file.name], check=True, capture_output=True, text=True).stdout
    os.unlink(file.name)
    first, *rest = (line.split("\t") for line in lines.splitlines())
    return first[2:], [(a, b, [float(value) for value in values]) for a, b, *values in rest]


def measure(kabar, rows, option, seed):
    """Names of the measures, and of each pair their values, whether it is of one story, whether it is kept apart, how much it counts."""
    names, pairs = printed(kabar, stream(rows, seed), option)
    story = {row["id"]: row["story"] for row in rows}
    same = numpy.array([story[a] == story[b] for a, b, _ in pairs])
    apart = numpy.array([kept_apart(story[a]) or kept_apart(story[b]) for a, b, _ in pairs])
    return names, numpy.array([values for _, _, values in pairs]), same, apart, numpy.ones(len(pairs))


def title_and_text(text):
    for mark in "\n", "  ", ". ":
        title, found, rest = text.partition(mark)
        if found and len(title) <= 300:
            return title, rest
    return "", text


def measure_scored(kabar, rows, option, seed):
    """The same of a set of scored pairs."""
    texts, scored = {}, {}
    for row in rows:
        ids = tuple(texts.setdefault((row["lang" + n], row["text" + n]), str(len(texts))) for n in "12")
        scored[ids] = scored[ids[::-1]] = (float(row["overall"]) <= SAME_MOST, kept_apart(row["id"]))
    documents = []
    for (lang, text), number in texts.items():
        title, rest = title_and_text(text)
        documents.append({"id": number, "lang": lang, "title": title, "text": rest, "story": number})
    names, pairs = printed(kabar, stream(documents, seed), option)
    alike = names.index("all")
    pairs = [pair for pair in pairs if pair[:2] in scored or pair[2][alike] < UNSCORED_MOST]
    known = numpy.array([pair[:2] in scored for pair in pairs])
    same = numpy.array([scored.get(pair[:2], (False,))[0] for pair in pairs])
    apart = numpy.array([scored[pair[:2]][1] if pair[:2] in scored else False for pair in pairs])
    return names, numpy.array([values for _, _, values in pairs]), same, apart, numpy.where(known, (~known).sum() / known.sum(), 1)


def terms(names, values):
    """What the weights are of: each measure alone, in short texts, in long texts, squared (kb_pair_odds)."""
    length = values[:, names.index("length")]
    short = 1 - numpy.clip((length - SHORT) / (MIDDLE - SHORT), 0, 1)
    long = numpy.clip((length - MIDDLE) / (LONG - MIDDLE), 0, 1)
    columns = [short, long]
    for i in range(len(names)):
        x = values[:, i]
        more = 0 if names[i] in PLAIN else 1
        columns += [x, x * short * more, x * long * more, x * x * more]
    columns.append(values[:, names.index("gap")] * values[:, names.index("all")])
    return numpy.stack(columns, 1)


def terms_across(names, values):
    return numpy.concatenate([values, values * values], 1)


def told(kind, sets, loss, args):
    return [f"/* story/{kind}.h - how much each measure of two reports weighs; made by tools/train_stories.py, not by hand.",
            f" * Learned on {datetime.date.today()} from " + ", ".join(f"{name} ({weight:g})" for name, weight in sets) + ";",
            " * a set's number is how much it counted. Log loss on the fifth of the stories kept apart:",
            " * " + ", ".join(f"{name} {value:.4f}" for name, value in loss) + "."] + (
        [f" * The bias is {args.bias:g} higher than what was learned."] if args.bias else [])


def table_across(names, bias, weights, sets, loss, args):
    out = told("weights_across", sets, loss, args) + [
        " * A row: the weight, and that of the square. */",
        "static const float kb_weights_across_bias = %.4ff;" % bias,
        "static const float kb_weights_across[KB_ACROSS_COUNT][2] = {"]
    for i, name in enumerate(names):
        out.append("    [KB_ACROSS_%s] = { %.4ff, %.4ff }," % (name.upper(), weights[i], weights[i + len(names)]))
    return "\n".join(out + ["};"]) + "\n"


def table(names, bias, weights, sets, loss, args):
    out = told("weights", sets, loss, args) + [
        " * A row: the weight alone, what is added in short texts, in long texts, and of the square. */",
        "static const float kb_weights_bias[3] = { %.4ff, %.4ff, %.4ff };" % (bias, weights[0], weights[1]),
        "static const float kb_weights[KB_MEASURE_COUNT][4] = {"]
    for i, name in enumerate(names):
        row = ", ".join("%.4ff" % w for w in weights[2 + 4 * i:6 + 4 * i])
        out.append(f"    [KB_MEASURE_{name.upper()}] = {{ {row} }},")
    out += ["};", "static const float kb_weights_gap_all = %.4ff;" % weights[-1]]
    return "\n".join(out) + "\n"


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("kabar")
    options.add_argument("out")
    options.add_argument("sets", nargs="+", metavar="SET.jsonl[=WEIGHT]")
    options.add_argument("--strength", type=float, default=0.1, help="inverse of the regularisation's strength")
    options.add_argument("--across", action="store_true", help="pairs of two languages")
    options.add_argument("--bias", type=float, default=0, help="added to the bias: pairs judged better than they were learned to be")
    options.add_argument("--seed", type=int, default=0)
    args = options.parse_args()
    learned, sets = [], []
    of, write = (terms_across, table_across) if args.across else (terms, table)
    for item in args.sets:
        path, _, weight = item.partition("=")
        name = os.path.splitext(os.path.basename(path))[0]
        with open(path, encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        measured = measure_scored if "overall" in rows[0] else measure
        names, values, same, apart, counts = measured(args.kabar, rows, "--pairs-across" if args.across else "--pairs", args.seed)
        print(f"{name}: {len(same)} pairs, {same.mean():.3f} of one story", file=sys.stderr)
        counts[apart] = 0
        learned.append((name, of(names, values), same, apart, counts * (3000 * float(weight or 1) / counts[~apart].sum())))
        sets.append((name, float(weight or 1)))
    x = numpy.concatenate([t[~apart] for _, t, _, apart, _ in learned])
    y = numpy.concatenate([same[~apart] for _, _, same, apart, _ in learned])
    weight = numpy.concatenate([counts[~apart] for _, _, _, apart, counts in learned])
    scale = StandardScaler().fit(x)
    scale.scale_[scale.scale_ < 1e-6] = 1
    model = LogisticRegression(C=args.strength, max_iter=3000).fit(scale.transform(x), y, sample_weight=weight)
    weights = model.coef_[0] / scale.scale_
    bias = model.intercept_[0] - (weights * scale.mean_).sum() + args.bias
    loss = [(name, log_loss(same[apart], model.predict_proba(scale.transform(t[apart]))[:, 1], labels=[False, True]))
            for name, t, same, apart, _ in learned]
    with open(args.out, "w", encoding="ascii") as file:
        file.write(write(names, bias, weights, sets, loss, args))


if __name__ == "__main__":
    main()

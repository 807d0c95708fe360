// SPDX-License-Identifier: GPL-3.0-or-later
// anomaly [FOLDER]: our detector on the labelled series in the folder, found by listing the files. nab/data/*/*.csv by
// the standard score of the Numenta Anomaly Benchmark: at the threshold that is best for all (as NAB does it), at the
// product's own, and for each folder at the threshold that is best for the others. ms-cloud-monitoring/*/*.csv[.gz] by
// alarms: precision is the part of them within labelled stretches, recall the part of those with an alarm.
// FOLDER may also be nab itself.
#include "datatable.h"
#include "nabscore.h"

#include <forecast/anomalies.h>

#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

using namespace sm;
using namespace sm::bench;

namespace {

struct Timed
{
    std::vector<qint64> seconds;
    std::vector<double> values;
    std::vector<bool> labels;
};

QDateTime instant(const QByteArray &text)
{
    QDateTime time = QDateTime::fromString(QString::fromLatin1(text.left(19)).replace(u' ', u'T'), Qt::ISODate);
    time.setTimeSpec(Qt::UTC);
    return time;
}

Timed readSeries(const QString &path)
{
    Timed series;
    const QList<QList<QByteArray>> rows = readTable(path);
    for (const QList<QByteArray> &row : rows) {
        const QDateTime time = instant(row.first());
        if (!time.isValid())
            continue; // the heading
        series.seconds.push_back(time.toSecsSinceEpoch());
        series.values.push_back(number(row.value(1)));
        series.labels.push_back(row.value(2).toInt() != 0);
    }
    return series;
}

qint64 usualStep(const std::vector<qint64> &seconds)
{
    std::vector<qint64> steps;
    for (std::size_t i = 1; i < seconds.size(); ++i)
        steps.push_back(seconds[i] - seconds[i - 1]);
    if (steps.empty())
        return 1;
    std::nth_element(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2), steps.end());
    return std::max<qint64>(steps[steps.size() / 2], 1);
}

/// By value of the file. The detector takes regular steps, so times that are left out are gaps.
std::vector<double> scoresOf(const Timed &series)
{
    const qint64 step = usualStep(series.seconds);
    std::vector<std::size_t> places;
    forecast::Series regular;
    regular.step = forecast::Step::Any;
    for (std::size_t i = 0; i < series.values.size(); ++i) {
        const auto wanted = static_cast<std::size_t>(
            std::clamp<qint64>((series.seconds[i] - series.seconds.front() + step / 2) / step, 0,
                10 * static_cast<qint64>(series.values.size())));
        const std::size_t place = std::max(wanted, regular.values.size());
        regular.values.resize(place, std::numeric_limits<double>::quiet_NaN());
        regular.values.push_back(series.values[i]);
        places.push_back(place);
    }
    const std::vector<double> scores
        = forecast::anomalyScores(regular, static_cast<int>(std::lround(86400.0 / static_cast<double>(step))));
    std::vector<double> result;
    for (const std::size_t place : places)
        result.push_back(scores[place]);
    return result;
}

std::vector<std::pair<int, int>> windowsOf(const QJsonArray &windows, const std::vector<qint64> &seconds)
{
    std::vector<std::pair<int, int>> result;
    for (const QJsonValue &window : windows) {
        const qint64 from = instant(window.toArray().at(0).toString().toLatin1()).toSecsSinceEpoch();
        const qint64 to = instant(window.toArray().at(1).toString().toLatin1()).toSecsSinceEpoch();
        const auto first = std::lower_bound(seconds.begin(), seconds.end(), from);
        const auto last = std::upper_bound(seconds.begin(), seconds.end(), to);
        if (first < last)
            result.emplace_back(first - seconds.begin(), last - seconds.begin() - 1);
    }
    return result;
}

using Corpus = QMap<QString, std::vector<Labelled>>; ///< by folder

void print(const QString &name, const Labelled &series, double threshold)
{
    std::size_t alarms = 0;
    for (const double score : series.scores)
        alarms += score >= threshold ? 1 : 0;
    std::printf("  %-64s windows %zu  alarms %3zu  score %6.2f\n", qPrintable(name), series.windows.size(), alarms,
        nabScore(series, threshold));
}

Corpus readNab(const QDir &folder)
{
    const QString name = QStringLiteral("combined_windows.json");
    QFile file(folder.exists(name) ? folder.filePath(name) : folder.filePath(QStringLiteral("labels/") + name));
    const QJsonObject windows
        = file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    Corpus corpus;
    const QDir data(folder.filePath(QStringLiteral("data")));
    const QStringList groups = data.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString &group : groups) {
        const QStringList names
            = QDir(data.filePath(group)).entryList({QStringLiteral("*.csv")}, QDir::Files, QDir::Name);
        for (const QString &each : names) {
            const QString path = group + u'/' + each;
            const Timed series = readSeries(data.filePath(path));
            if (series.values.empty() || !windows.contains(path))
                continue;
            corpus[group].push_back({scoresOf(series), windowsOf(windows.value(path).toArray(), series.seconds)});
            print(path, corpus[group].back(), forecast::DefaultThreshold);
        }
    }
    return corpus;
}

/// Each folder scored at the threshold that is best for all the others.
double leftOut(const Corpus &corpus)
{
    double score = 0;
    double windows = 0;
    for (auto group = corpus.begin(); group != corpus.end(); ++group) {
        std::vector<Labelled> others;
        for (auto other = corpus.begin(); other != corpus.end(); ++other) {
            if (other != group)
                others.insert(others.end(), other->begin(), other->end());
        }
        const double threshold = nabThreshold(others);
        for (const Labelled &series : *group) {
            score += nabScore(series, threshold);
            windows += static_cast<double>(series.windows.size());
        }
    }
    return windows > 0 ? 100 * (score + windows) / (2 * windows) : 0;
}

void scoreNab(const QDir &folder)
{
    QElapsedTimer clock;
    clock.start();
    const Corpus corpus = readNab(folder);
    const double seconds = static_cast<double>(clock.elapsed()) / 1000;
    std::vector<Labelled> all;
    for (const std::vector<Labelled> &group : corpus)
        all.insert(all.end(), group.begin(), group.end());
    for (auto group = corpus.begin(); group != corpus.end(); ++group)
        std::printf("  %-64s at the product's threshold %.1f\n", qPrintable(group.key()),
            nabTotal(*group, forecast::DefaultThreshold));
    const double best = nabThreshold(all);
    std::printf("NAB standard score: %.1f at threshold %.4f; %.1f at the product's %.2f; %.1f with each folder left out"
                "  target 50  (%zu series, %.1f s)\n",
        nabTotal(all, best), best, nabTotal(all, forecast::DefaultThreshold), forecast::DefaultThreshold,
        leftOut(corpus), all.size(), seconds);
}

struct Counts
{
    double alarms = 0;
    double rightAlarms = 0;
    double stretches = 0;
    double foundStretches = 0;

    void add(const Counts &other)
    {
        alarms += other.alarms;
        rightAlarms += other.rightAlarms;
        stretches += other.stretches;
        foundStretches += other.foundStretches;
    }
};

Counts count(const Timed &series, const std::vector<double> &scores)
{
    Counts result;
    bool isFound = false;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        const bool begins = series.labels[i] && (i == 0 || !series.labels[i - 1]);
        isFound = isFound && !begins;
        result.stretches += begins ? 1 : 0;
        if (scores[i] < forecast::DefaultThreshold)
            continue;
        ++result.alarms;
        if (!series.labels[i])
            continue;
        ++result.rightAlarms;
        result.foundStretches += isFound ? 0 : 1;
        isFound = true;
    }
    return result;
}

void print(const QString &name, const Counts &counts)
{
    const double precision = counts.alarms > 0 ? counts.rightAlarms / counts.alarms : 0;
    const double recall = counts.stretches > 0 ? counts.foundStretches / counts.stretches : 0;
    const double f1 = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
    std::printf("%-40s alarms %4.0f  stretches %4.0f  precision %.2f  recall %.2f  F1 %.2f\n", qPrintable(name),
        counts.alarms, counts.stretches, precision, recall, f1);
}

void scoreMonitoring(const QDir &folder)
{
    Counts total;
    const QStringList groups = folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString &group : groups) {
        const QDir inside(folder.filePath(group));
        const QStringList names
            = inside.entryList({QStringLiteral("*.csv"), QStringLiteral("*.csv.gz")}, QDir::Files, QDir::Name);
        Counts counts;
        for (const QString &name : names) {
            const Timed series = readSeries(inside.filePath(name));
            if (!series.values.empty())
                counts.add(count(series, scoresOf(series)));
        }
        print(QStringLiteral("  ") + group, counts);
        total.add(counts);
    }
    if (!groups.isEmpty())
        print(QStringLiteral("Cloud monitoring, all"), total);
}

} // namespace

int main(int argc, char **argv)
{
    const QDir root(dataFolder(argc, argv, QStringLiteral("anomaly")));
    const QDir nab(root.exists(QStringLiteral("nab")) ? root.filePath(QStringLiteral("nab")) : root.path());
    if (!nab.exists(QStringLiteral("data"))) {
        std::fprintf(stderr, "There are no labelled series in %s.\n", qPrintable(nab.path()));
        return 1;
    }
    scoreNab(nab);
    scoreMonitoring(QDir(root.filePath(QStringLiteral("ms-cloud-monitoring"))));
    return 0;
}

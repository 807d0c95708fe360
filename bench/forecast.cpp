// SPDX-License-Identifier: GPL-3.0-or-later
// forecast [FOLDER]: our forecast of each series of the sets in the folder, beside the (seasonal) naive one, by the
// sets' own definition of MASE; how often the actual value lies in the bands; and how long it took. Sets are found by
// listing the files: m4/PERIOD-train.csv[.gz] with m4/PERIOD-test.csv, nn5/*.csv, and daily series with ds and y in
// prophet/. FOLDER may also be m4 or nn5 itself.
#include "datatable.h"

#include <forecast/forecast.h>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QHash>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

using namespace sm;
using namespace sm::bench;

namespace {

struct Case
{
    forecast::Series known;
    std::vector<double> actual;
};

struct Set
{
    QString name;
    int season = 1; ///< of MASE's scale and of the naive forecast
    double target = 0; ///< of our MASE in the naive one's; 0: none
    std::vector<Case> cases;
};

/// Sums over the series of a set.
struct Score
{
    int series = 0;
    double mase = 0;
    double peer = 0;
    double held95 = 0;
    double held80 = 0;
    double heldSum95 = 0;
};

double scaleOf(const std::vector<double> &values, int season)
{
    double sum = 0;
    int count = 0;
    for (std::size_t i = static_cast<std::size_t>(season); i < values.size(); ++i) {
        const double change = std::abs(values[i] - values[i - static_cast<std::size_t>(season)]);
        if (std::isnan(change))
            continue;
        sum += change;
        ++count;
    }
    return count > 0 ? sum / count : 0;
}

/// The value a whole number of seasons before \p step of the future, or the last such value that is not a gap.
double naive(const std::vector<double> &known, int season, int step)
{
    for (int at = static_cast<int>(known.size()) - season + step % season; at >= 0; at -= season) {
        if (!std::isnan(known[static_cast<std::size_t>(at)]))
            return known[static_cast<std::size_t>(at)];
    }
    return 0;
}

bool holds(double low, double value, double high)
{
    const double room = 1e-9 * std::abs(value); // a constant series has bands without width
    return low - room <= value && value <= high + room;
}

void scoreSums(const forecast::Forecast &answer, const std::vector<double> &actual, Score &score)
{
    double sum = 0;
    for (const double value : actual)
        sum += value;
    const forecast::Band band = answer.sum(0, static_cast<int>(actual.size()));
    score.heldSum95 += std::isnan(sum) || holds(band.low95, sum, band.high95) ? 1 : 0;
}

void scoreOne(const Case &one, int season, Score &score)
{
    const auto answer = forecast::forecast(one.known, static_cast<int>(one.actual.size()));
    const double scale = scaleOf(one.known.values, season);
    if (!answer || scale <= 0)
        return;
    double error = 0, peer = 0, held95 = 0, held80 = 0, count = 0;
    for (std::size_t step = 0; step < one.actual.size(); ++step) {
        const double actual = one.actual[step];
        if (std::isnan(actual))
            continue;
        const forecast::Band &band = answer->days[step];
        error += std::abs(actual - band.mean);
        peer += std::abs(actual - naive(one.known.values, season, static_cast<int>(step)));
        held95 += holds(band.low95, actual, band.high95) ? 1 : 0;
        held80 += holds(band.low80, actual, band.high80) ? 1 : 0;
        ++count;
    }
    if (count <= 0)
        return;
    ++score.series;
    score.mase += error / count / scale;
    score.peer += peer / count / scale;
    score.held95 += held95 / count;
    score.held80 += held80 / count;
    scoreSums(*answer, one.actual, score);
}

void print(const Set &set)
{
    QElapsedTimer clock;
    clock.start();
    Score score;
    for (const Case &one : set.cases)
        scoreOne(one, set.season, score);
    const double seconds = static_cast<double>(clock.elapsed()) / 1000;
    const double n = std::max(score.series, 1);
    std::printf("%-24s series %4d  MASE %.3f  %s %.3f  ratio %.3f", qPrintable(set.name), score.series, score.mase / n,
        set.season > 1 ? "sNaive" : "Naive", score.peer / n, score.peer > 0 ? score.mase / score.peer : 0);
    std::printf("  target %s  in 95 %.3f  in 80 %.3f  sums in 95 %.3f  %.1f s\n",
        set.target > 0 ? QByteArray::number(set.target, 'f', 2).constData() : "-", score.held95 / n, score.held80 / n,
        score.heldSum95 / n, seconds);
    std::fflush(stdout);
}

std::vector<double> numbers(const QList<QByteArray> &row)
{
    std::vector<double> values;
    for (qsizetype i = 1; i < row.size(); ++i)
        values.push_back(number(row.at(i)));
    while (!values.empty() && std::isnan(values.back()))
        values.pop_back(); // rows end where their series ends
    return values;
}

Set m4Set(const QDir &folder, const QString &period, const QString &train)
{
    Set set;
    set.name = QStringLiteral("M4 ") + period.toLower();
    const bool isHourly = period == u"Hourly";
    set.season = isHourly ? 24 : 1;
    set.target = isHourly ? 1.0 : period == u"Weekly" ? 0.93 : 0;
    QHash<QByteArray, std::vector<double>> actual;
    const QString test = folder.filePath(period + QStringLiteral("-test.csv"));
    const QList<QList<QByteArray>> tests = readTable(QFile::exists(test) ? test : test + QStringLiteral(".gz"));
    for (const QList<QByteArray> &row : tests)
        actual.insert(row.first(), numbers(row));
    const QList<QList<QByteArray>> known = readTable(folder.filePath(train));
    for (const QList<QByteArray> &row : known) {
        if (!actual.contains(row.first()) || actual.value(row.first()).empty())
            continue; // the heading, or a series whose future is not here
        Case one;
        one.known.values = numbers(row);
        one.known.step = isHourly ? forecast::Step::Hour
            : period == u"Weekly" ? forecast::Step::Week
            : period == u"Daily"  ? forecast::Step::Day
                                  : forecast::Step::Any;
        one.actual = actual.value(row.first());
        set.cases.push_back(std::move(one));
    }
    return set;
}

/// The last \p horizon values are the future.
Case cut(const QDate &start, std::vector<double> values, std::size_t horizon)
{
    Case one;
    one.actual.assign(values.end() - static_cast<std::ptrdiff_t>(horizon), values.end());
    values.resize(values.size() - horizon);
    one.known = {start, std::move(values), forecast::Step::Day};
    return one;
}

Set nn5Set(const QString &path)
{
    constexpr std::size_t horizon = 56;
    Set set{QStringLiteral("NN5 daily"), 7, 0.88, {}};
    const QList<QList<QByteArray>> rows = readTable(path);
    const qsizetype columns = rows.isEmpty() ? 0 : rows.first().size();
    for (qsizetype column = 1; column < columns; ++column) {
        std::vector<double> values;
        for (qsizetype row = 1; row < rows.size(); ++row)
            values.push_back(column < rows.at(row).size() ? number(rows.at(row).at(column)) : std::nan(""));
        if (values.size() > 2 * horizon)
            set.cases.push_back(cut(
                QDate::fromString(QString::fromLatin1(rows.at(1).first()), Qt::ISODate), std::move(values), horizon));
    }
    return set;
}

/// Days that are not in the file are gaps. Empty for a file whose rows are not about a day apart.
Set prophetSet(const QString &path, const QString &name)
{
    constexpr std::size_t horizon = 30;
    Set set{name, 7, 0, {}};
    const QList<QList<QByteArray>> rows = readTable(path);
    if (rows.size() < 100 || rows.first().size() != 2)
        return set;
    const QDate start = QDate::fromString(QString::fromLatin1(rows.at(1).first().left(10)), Qt::ISODate);
    std::vector<double> values;
    for (qsizetype row = 1; row < rows.size(); ++row) {
        const QDate date = QDate::fromString(QString::fromLatin1(rows.at(row).first().left(10)), Qt::ISODate);
        const qint64 at = start.daysTo(date);
        if (at < 0 || at > 2 * rows.size())
            return set;
        values.resize(std::max(values.size(), static_cast<std::size_t>(at) + 1), std::nan(""));
        values[static_cast<std::size_t>(at)] = number(rows.at(row).value(1));
    }
    set.cases.push_back(cut(start, std::move(values), horizon));
    return set;
}

} // namespace

int main(int argc, char **argv)
{
    const QDir root(dataFolder(argc, argv, QStringLiteral("forecast")));
    const auto folder
        = [&root](const QString &name) { return QDir(root.exists(name) ? root.filePath(name) : root.path()); };
    const QDir m4 = folder(QStringLiteral("m4"));
    const QDir nn5 = folder(QStringLiteral("nn5"));
    const QDir prophet(root.filePath(QStringLiteral("prophet")));
    const QStringList trains
        = m4.entryList({QStringLiteral("*-train.csv"), QStringLiteral("*-train.csv.gz")}, QDir::Files, QDir::Name);
    for (const QString &train : trains)
        print(m4Set(m4, train.section(u'-', 0, 0), train));
    const QStringList machines
        = nn5.entryList({QStringLiteral("nn5*.csv"), QStringLiteral("nn5*.csv.gz")}, QDir::Files, QDir::Name);
    for (const QString &name : machines)
        print(nn5Set(nn5.filePath(name)));
    const QStringList examples
        = prophet.entryList({QStringLiteral("*.csv"), QStringLiteral("*.csv.gz")}, QDir::Files, QDir::Name);
    for (const QString &name : examples) {
        const Set set = prophetSet(prophet.filePath(name), name.section(u'.', 0, 0));
        if (!set.cases.empty())
            print(set);
    }
    if (!trains.isEmpty() || !machines.isEmpty())
        return 0;
    std::fprintf(stderr, "There are no sets in %s.\n", qPrintable(root.path()));
    return 1;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks.h"

#include <aws/timestamp.h>

#include <QJsonArray>
#include <QTest>

#include <cstdio>

using namespace sm::aws;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Count
{
    int passed = 0;
    int all = 0;

    bool isAtLeast(double share) const { return all > 0 && passed >= share * all; }
};

void print(const char *set, const Count &count)
{
    std::printf("%s: %d/%d\n", set, count.passed, count.all);
    std::fflush(stdout);
}

using Check = QStringList (*)(const suite::Case &);

/// The cases of the ignore list run too, and tell what they say, but do not count.
Count run(const QString &folder, Check problemsOf)
{
    Count count;
    for (const suite::Case &one : suite::cases(folder)) {
        const QStringList problems = problemsOf(one);
        if (!problems.isEmpty())
            qInfo().noquote() << (one.isIgnored ? "ignored:" : "FAILED:") << one.name << problems.join(u"; "_s);
        if (one.isIgnored)
            continue;
        ++count.all;
        count.passed += problems.isEmpty();
    }
    return count;
}

Timestamp canonical(const QJsonValue &one)
{
    return {one[u"canonical_seconds"].toString().toLongLong(), one[u"canonical_nanos"].toInt()};
}

template <typename Format>
Count formats(const QJsonValue &cases, Format format)
{
    Count count;
    for (const auto &one : cases.toArray()) {
        const sm::Result<QString> text = format(canonical(one));
        const bool isRight = one[u"error"].toBool() ? !text : text && *text == one[u"smithy_format_value"].toString();
        if (!isRight)
            qInfo() << "FAILED:" << one << (text ? *text : text.error().message());
        ++count.all;
        count.passed += isRight;
    }
    return count;
}

template <typename Parse>
Count parses(const QJsonValue &cases, Parse parse)
{
    Count count;
    for (const auto &one : cases.toArray()) {
        const sm::Result<Timestamp> read = parse(one[u"smithy_format_value"].toString());
        const bool isRight = one[u"error"].toBool() ? !read : read && *read == canonical(one);
        if (!isRight)
            qInfo() << "FAILED:" << one;
        ++count.all;
        count.passed += isRight;
    }
    return count;
}

} // namespace

class TestConformanceProtocols : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (suite::vectorsFolder(u"protocols"_s).isEmpty())
            QSKIP("STATIONMASTER_VECTORS names no folder with the protocol suites");
    }

    void protocols_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<bool>("isInput");
        QTest::newRow("protocols-input") << u"input"_s << true;
        QTest::newRow("protocols-output") << u"output"_s << false;
        QTest::newRow("protocols-legacy-input") << u"legacy/input"_s << true;
        QTest::newRow("protocols-legacy-output") << u"legacy/output"_s << false;
    }

    void protocols()
    {
        QFETCH(QString, folder);
        QFETCH(bool, isInput);

        const Count count = run(folder, isInput ? suite::inputProblems : suite::outputProblems);

        print(QTest::currentDataTag(), count);
        QVERIFY(count.isAtLeast(0.98));
    }

    void timestamps()
    {
        const QString path = suite::vectorsFolder(u"protocols/timestamps"_s) + u"/date_time_format_test_suite.json"_s;
        const QJsonValue cases = suite::readJson(path);
        const std::array counts{formats(cases[u"format_epoch_seconds"],
                                    [](const Timestamp &value) { return sm::Result<QString>(toEpochSeconds(value)); }),
            formats(cases[u"format_http_date"], toHttpDate), formats(cases[u"format_date_time"], toDateTime),
            parses(cases[u"parse_epoch_seconds"], parseEpochSeconds), parses(cases[u"parse_http_date"], parseHttpDate),
            parses(cases[u"parse_date_time"], parseDateTime)};

        Count sum;
        for (const Count &count : counts) {
            sum.passed += count.passed;
            sum.all += count.all;
        }

        print("timestamps", sum);
        QVERIFY(sum.isAtLeast(1.0));
    }
};

QTEST_GUILESS_MAIN(TestConformanceProtocols)
#include "tst_conformance_protocols.moc"

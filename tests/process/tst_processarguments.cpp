// SPDX-License-Identifier: GPL-3.0-or-later
#include "witness.h"

#include <support/hostilevalues.h>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using test::await;
using test::observed;
using test::witness;

namespace {

/// In packs below what the system takes at once.
QList<QStringList> packs(const QStringList &values)
{
    QList<QStringList> packs{{}};
    qsizetype size = 0;
    for (const QString &value : values) {
        size += value.toUtf8().size() + 9;
        if (size > 500'000) {
            packs.append(QStringList());
            size = 0;
        }
        packs.last() << value;
    }
    return packs;
}

QByteArray terminated(const QStringList &values)
{
    QByteArray bytes;
    for (const QString &value : values)
        bytes += value.toUtf8() + '\0';
    return bytes;
}

} // namespace

class TestProcessArguments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hostileValues_arriveAsTheyStand()
    {
        const QStringList values = test::hostileValues();
        QCOMPARE(values.size(), 1000);

        for (const QStringList &pack : packs(values)) {
            const auto outcome = observed(witness(QStringList{u"arguments"_s} + pack));
            QVERIFY(outcome && *outcome);
            QVERIFY((*outcome)->succeeded());
            QVERIFY((*outcome)->output.bytes == terminated(pack));
        }
    }

    void nul_isRefused()
    {
        const auto outcome = observed(witness({u"arguments"_s, u"a"_s + QChar::Null + u"b"_s}));

        QCOMPARE(outcome->error().kind(), Error::Kind::Invalid);
        QCOMPARE(outcome->error().code(), u"Argument"_s);
        QVERIFY(outcome->error().message().contains("Argument 2"_L1));
    }

    void halfASurrogatePair_isRefused()
    {
        const auto outcome = observed(witness({u"arguments"_s, QString(QChar(0xd83d))}));

        QCOMPARE(outcome->error().code(), u"Argument"_s);
    }

    void longestArgument_isTheLimit()
    {
        const auto longest = observed(witness({u"arguments"_s, QString(131'071, u'x')}));
        const auto longer = observed(witness({u"arguments"_s, QString(131'072, u'x')}));

        QCOMPARE((*longest)->output.bytes.size(), 131'072);
        QCOMPARE(longer->error().kind(), Error::Kind::Invalid);
    }

    void allTogetherTooLong_isRefusedByTheSystem()
    {
        QStringList arguments{u"arguments"_s};
        arguments += QList<QString>(60, QString(131'000, u'x'));

        const auto outcome = observed(witness(arguments));

        QCOMPARE(outcome->error().kind(), Error::Kind::Denied);
        QCOMPARE(outcome->error().code(), u"Start"_s);
        QCOMPARE(outcome->error().changed(), Error::Changed::No);
    }

    void input_arrivesWithTheSecretFirst()
    {
        process::Command command = witness({u"input"_s});
        command.secretInput = Secret(u"pass word\n"_s);
        command.input = QByteArray("\0\xff data\n", 8).repeated(100'000);

        const auto outcome = observed(command);

        QCOMPARE((*outcome)->output.totalBytes, 10 + 800'000);
        QVERIFY((*outcome)->output.bytes == "pass word\n" + command.input);
    }

    void noInput_isEmpty()
    {
        const auto outcome = observed(witness({u"input"_s}));

        QVERIFY((*outcome)->succeeded());
        QCOMPARE((*outcome)->output.totalBytes, 0);
    }
};

QTEST_GUILESS_MAIN(TestProcessArguments)
#include "tst_processarguments.moc"

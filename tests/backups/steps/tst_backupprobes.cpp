// SPDX-License-Identifier: GPL-3.0-or-later
#include "stepsbench.h"

#include <support/hostilevalues.h>

#include <QJsonArray>

using namespace sm;
using namespace sm::test;
using operations::Applied;

namespace {

/// Answers what it was asked with.
class Oracle final : public operations::Executor, public operations::KindPlanner
{
public:
    QString kind() const override { return u"oracle"_s; }
    Result<Step> planned(Step step, const SystemInfo &, QSet<QString> &) const override
    {
        const bool isRead = step.operation.uses == "oracle:ask"_L1
            && !step.operation.with[u"statement"].toString().startsWith(u"DELETE");
        step.tier = isRead ? Tier::Read : Tier::Reversible;
        step.iamAction = u"oracle:Ask"_s;
        return step;
    }
    QCoro::Task<Result<Applied>> apply(WritePermit, Step step, CancelToken) override
    {
        asked << step.operation.with;
        if (step.operation.with.contains(u"fail"_s))
            co_return Error(Error::Kind::Denied, u"No."_s).withCode(u"AccessDenied"_s);
        co_return Applied{{{u"rows"_s, rows}, {u"with"_s, step.operation.with}}, {}, {}};
    }

    QList<QJsonObject> asked;
    QJsonValue rows = 3;
};

struct Bench
{
    Oracle oracle;
    StepsBench below{{&oracle}, {&oracle}};

    operations::StepEvent probe(const QJsonArray &probes, const QJsonObject &more = {})
    {
        QJsonObject with = more;
        with.insert(u"probes"_s, probes);
        if (!with.contains(u"values"_s))
            with.insert(u"values"_s, QJsonObject{{u"target"_s, u"chat-drill"_s}});
        return below.run(u"backup:probe"_s, with);
    }
};

QJsonObject rowsProbe(const QJsonObject &with = {{u"table"_s, u"{target}"_s}}, const QString &name = u"rows"_s)
{
    return {{u"name"_s, name}, {u"uses"_s, u"oracle:ask"_s}, {u"with"_s, with}, {u"select"_s, u"rows"_s}};
}

QJsonArray answer(const QJsonValue &value, const QString &name = u"rows"_s)
{
    return {QJsonObject{{u"name"_s, name}, {u"answer"_s, value}}};
}

} // namespace

class TestBackupProbes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void probe_asksOfTheTarget()
    {
        Bench bench;
        const auto asked = bench.probe({rowsProbe({{u"table"_s, u"{target}"_s}, {u"n"_s, 1},
            {u"statement"_s, u"SELECT * FROM \"{target}\" WHERE {other} = 'x'"_s},
            {u"list"_s, QJsonArray{u"{target}"_s}}})});

        QCOMPARE(asked.state, StepState::Done);
        const QJsonObject with = bench.oracle.asked.value(0);
        QCOMPARE(with[u"table"], u"chat-drill"_s);
        QCOMPARE(with[u"statement"], u"SELECT * FROM \"chat-drill\" WHERE {other} = 'x'"_s);
        QCOMPARE(with[u"list"].toArray().first(), u"chat-drill"_s);
        QCOMPARE(with[u"n"], 1);
        QCOMPARE(asked.output[u"answers"].toArray(), answer(3));
        QCOMPARE(asked.output[u"compared"], 0);
    }

    void probe_withoutSelect_answersAll()
    {
        Bench bench;
        QJsonObject probe = rowsProbe();
        probe.remove(u"select"_s);
        QCOMPARE(bench.probe({probe}).output[u"answers"][0][u"answer"][u"rows"], 3);
    }

    void sameAnswer_passes()
    {
        Bench bench;
        bench.oracle.rows = QJsonArray{QJsonObject{{u"n"_s, 3.0}}};
        const auto same = bench.probe({rowsProbe()}, {{u"against"_s, answer(QJsonArray{QJsonObject{{u"n"_s, 3}}})}});
        QCOMPARE(same.state, StepState::Done);
        QCOMPARE(same.output[u"compared"], 1);
        QVERIFY(same.output[u"different"].toArray().isEmpty());
    }

    void otherAnswer_failsByName()
    {
        Bench bench;
        const auto other = bench.probe({rowsProbe(), rowsProbe({}, u"users"_s)},
            {{u"against"_s, QJsonArray{answer(4).first(), answer(3, u"users"_s).first()}}});
        QCOMPARE(other.state, StepState::Failed);
        QCOMPARE(other.error->code(), u"ProbesDiffer"_s);
        QCOMPARE(other.error->kind(), Error::Kind::Conflict);
        QVERIFY(other.error->message().contains(u"“rows” is 3 instead of 4"));
        QVERIFY(!other.error->message().contains(u"users"));
    }

    void probe_thatWasNotAskedThen_isNotCompared()
    {
        Bench bench;
        const auto asked = bench.probe({rowsProbe(), rowsProbe({}, u"new"_s)}, {{u"against"_s, answer(3)}});
        QCOMPARE(asked.state, StepState::Done);
        QCOMPARE(asked.output[u"compared"], 1);
    }

    void probe_thatFails_isNamedAndKeepsItsCause()
    {
        Bench bench;
        const auto failed = bench.probe({rowsProbe({{u"fail"_s, true}})});
        QCOMPARE(failed.state, StepState::Failed);
        QCOMPARE(failed.error->kind(), Error::Kind::Denied);
        QCOMPARE(failed.error->code(), u"AccessDenied"_s);
        QVERIFY(failed.error->message().contains(u"“rows”"));
    }

    void write_isNoProbe()
    {
        Bench bench;
        QJsonObject probe = rowsProbe();
        probe.insert(u"uses"_s, u"oracle:change"_s);
        QCOMPARE(bench.probe({probe}).error->code(), u"NotARead"_s);
        QVERIFY(bench.oracle.asked.isEmpty());
    }

    void write_madeOfAValue_isNotSent()
    {
        Bench bench;
        const QJsonObject probe = rowsProbe({{u"statement"_s, u"{target}"_s}});
        const QJsonObject values{{u"target"_s, u"DELETE"_s}};
        QCOMPARE(bench.probe({probe}, {{u"values"_s, values}}).error->code(), u"NotARead"_s);
        QVERIFY(bench.oracle.asked.isEmpty());
    }

    void hostileValues_neverEndAQuotation()
    {
        Bench bench;
        const QString statement = u"SELECT * FROM \"{target}\" WHERE a = '{target}'"_s;
        int refused = 0;
        int sent = 0;
        const QStringList values = hostileValues().mid(0, 400);
        for (const QString &value : values) {
            bench.oracle.asked.clear();
            const auto asked = bench.probe({rowsProbe({{u"statement"_s, statement}, {u"whole"_s, u"{target}"_s}})},
                {{u"values"_s, QJsonObject{{u"target"_s, value}}}});
            if (asked.state == StepState::Done) {
                const QString was = bench.oracle.asked.value(0)[u"statement"].toString();
                QCOMPARE(was.count(u'"'), 2);
                QCOMPARE(was.count(u'\''), 2);
                QCOMPARE(was, QString(statement).replace(u"{target}"_s, value));
                ++sent;
            } else {
                QVERIFY(bench.oracle.asked.isEmpty());
                ++refused;
            }
        }
        QVERIFY(sent > 5);
        QVERIFY(refused > 100);
    }

    void hostileValue_asAWholeText_staysWhatItIs()
    {
        Bench bench;
        const QStringList values = hostileValues().mid(2, 200);
        for (const QString &value : values) {
            bench.oracle.asked.clear();
            const auto asked = bench.probe({rowsProbe()}, {{u"values"_s, QJsonObject{{u"target"_s, value}}}});
            QCOMPARE(asked.state, StepState::Done);
            QCOMPARE(bench.oracle.asked.value(0)[u"table"].toString(), value);
        }
    }

    void input_thatDoesNotFit_isRefused_data()
    {
        QTest::addColumn<QJsonObject>("with");
        QTest::addColumn<QString>("why");
        const auto probes = [](const QJsonValue &probe) { return QJsonObject{{u"probes"_s, QJsonArray{probe}}}; };
        QJsonObject more = rowsProbe();
        more.insert(u"more"_s, 1);
        QJsonObject wrong = rowsProbe();
        wrong.insert(u"select"_s, u"rows["_s);
        QJsonObject waits = rowsProbe();
        waits.insert(u"uses"_s, u"wait:lambda:function-updated"_s);
        QTest::newRow("none") << QJsonObject() << u"“probes” is missing"_s;
        QTest::newRow("no list") << QJsonObject{{u"probes"_s, u"x"_s}} << u"has to be a list"_s;
        QTest::newRow("no map") << probes(3) << u"has to be a list of {name, uses, with, select}"_s;
        QTest::newRow("unknown member") << probes(more) << u"has “more”"_s;
        QTest::newRow("select") << probes(wrong) << u"“select” that is wrong"_s;
        QTest::newRow("waits") << probes(waits) << u"no read that answers at once"_s;
        QTest::newRow("twice") << QJsonObject{{u"probes"_s, QJsonArray{rowsProbe({}), rowsProbe({})}}}
                               << u"has “rows” twice"_s;
        QTest::newRow("no target") << probes(rowsProbe({{u"statement"_s, u"SELECT {target}"_s}}))
                                   << u"“values” has no “target”"_s;
        QTest::newRow("no such read") << probes(QJsonObject{{u"name"_s, u"x"_s}, {u"uses"_s, u"nobody:asks"_s}})
                                      << u"Probe “x”"_s;
    }
    void input_thatDoesNotFit_isRefused()
    {
        QFETCH(QJsonObject, with);
        QFETCH(QString, why);
        const Bench bench;
        const QString problem = bench.below.problemOf(u"backup:probe"_s, with);
        QVERIFY2(problem.contains(why), qPrintable(problem));
    }

    void plan_namesWhatItReads()
    {
        const Bench bench;
        const QJsonObject with{{u"probes"_s, QJsonArray{rowsProbe(), rowsProbe({}, u"b"_s)}},
            {u"values"_s, QJsonObject{{u"target"_s, u"t"_s}}}};
        const auto plan = bench.below.all.plan({stepOf(u"backup:probe"_s, with)});
        QVERIFY(plan);
        QCOMPARE(plan->tier(), Tier::Read);
        QCOMPARE(plan->steps.first().iamAction, u"oracle:Ask"_s);
        QCOMPARE(plan->steps.first().resource, u"t"_s);
    }
};

QTEST_GUILESS_MAIN(TestBackupProbes)
#include "tst_backupprobes.moc"

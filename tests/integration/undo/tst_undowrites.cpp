// SPDX-License-Identifier: GPL-3.0-or-later
// Every write that the catalog can take back is carried out on moto and taken back, through the Runner and Undo.
#include "scenarios.h"

#include <integration/faults/faultbench.h>
#include <operations/undo.h>

#include <QSet>
#include <QTest>

using namespace sm;
using namespace sm::operations;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::seconds Limit(60);

template <typename T>
Result<T> answerOf(QCoro::Task<Result<T>> task)
{
    return await(std::move(task), Limit).value_or(Error(Error::Kind::Timeout, u"no answer"_s));
}

QString said(const StepEvent &event) { return event.error ? event.error->message() : QString(); }

} // namespace

class TestUndoWrites : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<FaultBench> m_bench;
    std::unique_ptr<Scenarios> m_scenarios;
    std::unique_ptr<Console> m_console;
    int m_takenBack = 0;

    /// \p outputs of the steps that took it back: what they made anew may have another name.
    Result<QJsonValue> state(const Scenario &scenario, const QJsonArray &outputs = {}) const
    {
        Result<Step> step = Console::step(scenario.uses, scenario.input);
        if (!outputs.isEmpty())
            step = m_console->executor.comeBack(*step, outputs);
        if (!step)
            return step.error();
        const Result<Observation> seen = answerOf(m_console->executor.observe(*step, {}));
        if (!seen)
            return seen.error();
        return keyed(seen->state, m_console->executor.listKeys(*step));
    }

    Result<UndoPlan> undo(qint64 entry) const
    {
        Undo undo(*m_bench->journal, m_console->planner, m_bench->catalog, Executors({&m_console->executor}));
        return answerOf(undo.entry(entry, {}));
    }

    Result<RunReport> run(const Plan &plan) const
    {
        return answerOf(m_console->runner.run(plan, {Guard::nameToType(plan), true, false}, {}, {}, {}));
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (const QString &why : {MotoServer::whyUnavailable(), AwsDouble::whyUnavailable()}) {
            if (!why.isEmpty())
                QSKIP(qPrintable(why));
        }
        m_bench = std::make_unique<FaultBench>(MotoServer::Setup{.signatures = MotoServer::Signatures::Enforced});
        QVERIFY2(m_bench->failure().isEmpty(), qPrintable(m_bench->failure()));
        m_scenarios = std::make_unique<Scenarios>(m_bench->moto);
        QVERIFY2(m_scenarios->failure().isEmpty(), qPrintable(m_scenarios->failure()));
        m_console = std::make_unique<Console>(*m_bench, m_bench->moto.endpoint());
    }

    void everyInverse_isProvenHereOrBeyondMoto()
    {
        QStringList unproven;
        QSet<QString> proven;
        for (const Scenario &scenario : m_scenarios->all())
            proven << scenario.uses;
        for (const QString &uses : m_bench->catalog.entries()) {
            const bool hasInverse = !m_bench->catalog.entry(uses)->inverse.isEmpty();
            if (hasInverse && proven.contains(uses) == m_scenarios->beyondMoto().contains(uses))
                unproven << uses;
        }

        QCOMPARE(unproven, QStringList());
    }

    void write_takenBack_leavesTheWorldAsItWas_data()
    {
        QTest::addColumn<int>("number");
        for (int i = 0; i < m_scenarios->all().size(); ++i)
            QTest::newRow(qPrintable(m_scenarios->all().at(i).name)) << i;
    }
    void write_takenBack_leavesTheWorldAsItWas()
    {
        QFETCH(int, number);
        const Scenario scenario = m_scenarios->all().at(number);
        const Result<QJsonValue> before = state(scenario);
        QVERIFY2(before, qPrintable(before ? QString() : before.error().message()));

        const StepEvent done = m_console->write(scenario.uses, scenario.input);
        QVERIFY2(done.state == StepState::Done, qPrintable(said(done)));
        QVERIFY(state(scenario).value_or(*before) != *before);
        const Result<UndoPlan> undone = undo(done.journalEntry);
        QVERIFY2(undone, qPrintable(undone ? QString() : undone.error().message()));
        const Result<RunReport> back = run(undone->plan);

        QVERIFY2(back, qPrintable(back ? QString() : back.error().message()));
        QJsonArray outputs;
        for (const StepEvent &event : back->steps) {
            QVERIFY2(event.state == StepState::Done, qPrintable(said(event)));
            outputs << event.output;
        }
        QCOMPARE(state(scenario, outputs).value_or(QJsonValue()), *before);
        ++m_takenBack;
    }

    void cleanupTestCase()
    {
        if (m_scenarios)
            qInfo("undo: %d/%d reversible writes", m_takenBack, static_cast<int>(m_scenarios->all().size()));
    }
};

QTEST_GUILESS_MAIN(TestUndoWrites)
#include "tst_undowrites.moc"

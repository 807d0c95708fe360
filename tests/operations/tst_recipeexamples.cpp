// SPDX-License-Identifier: GPL-3.0-or-later
// What the catalog makes of answers as AWS gives them, for the writes that no stand-in of AWS can show.
#include <operations/awsexecutor.h>

#include <support/await.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

using namespace sm;
using namespace sm::operations;
using namespace Qt::Literals::StringLiterals;
using test::await;

namespace {

/// Gives each read the one answer that is set for it; a text is the code of a refusal.
class AnsweringCaller final : public aws::Caller
{
public:
    QCoro::Task<Result<aws::Answer>> read(aws::Call call, CancelToken) override
    {
        const QJsonValue answer = answers.value(call.operation);
        if (answer.isObject())
            co_return aws::Answer{answer.toObject(), {}, 1};
        co_return Error(Error::Kind::NotFound, call.operation).withCode(answer.toString());
    }
    QCoro::Task<Result<aws::Answer>> write(WritePermit, aws::Call, Repeat, CancelToken) override
    {
        co_return Error::cancelled();
    }
    Result<net::HttpRequest> preview(aws::Call) const override { return Error::cancelled(); }

    QJsonObject answers;
};

QJsonArray examples()
{
    QFile file(QFINDTESTDATA("recipeexamples.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).array() : QJsonArray();
}

QJsonArray listed(const Result<QList<Step>> &steps)
{
    QJsonArray all;
    for (const Step &step : steps.value_or(QList<Step>()))
        all.append(QJsonObject{{u"uses"_s, step.operation.uses.section(u':', 1)}, {u"with"_s, step.operation.with}});
    return all;
}

} // namespace

class TestRecipeExamples : public QObject
{
    Q_OBJECT

private:
    const Catalog m_catalog = Catalog::load().value_or(Catalog());
    const aws::Models m_models;
    AnsweringCaller m_caller;
    AwsExecutor m_executor{m_caller, m_catalog, m_models};

    QJsonValue stateWith(const QJsonValue &answers, const Step &step)
    {
        m_caller.answers = answers.toObject();
        const auto seen = await(m_executor.observe(step, {}));
        return seen && *seen ? (*seen)->state : QJsonValue(QJsonValue::Undefined);
    }

private Q_SLOTS:
    void example_isSeenProvenAndTakenBack_data()
    {
        QTest::addColumn<QJsonObject>("example");
        const QJsonArray all = examples();
        for (int i = 0; i < all.size(); ++i)
            QTest::addRow("%s %d", qPrintable(all.at(i)[u"uses"].toString()), i) << all.at(i).toObject();
        QVERIFY(all.size() > 25);
    }
    void example_isSeenProvenAndTakenBack()
    {
        QFETCH(QJsonObject, example);
        Step step;
        step.operation = {u"aws:"_s + example[u"uses"].toString(), example[u"input"].toObject(), {}};

        const QJsonValue before = stateWith(example[u"before"], step);
        const QJsonValue after = stateWith(example[u"after"], step);
        const QJsonObject output = example[u"output"].toObject();

        QVERIFY(!before.isUndefined());
        QVERIFY(!after.isUndefined());
        const Result<void> shown = m_executor.verify(step, {before, after, output, {}});
        QVERIFY2(shown, QJsonDocument(after.toObject()).toJson().constData());
        const bool isContent = m_executor.verify(step, {before, before, output, {}}).has_value();
        QCOMPARE(isContent, example[u"mayChangeNothing"].toBool());
        QCOMPARE(m_executor.reconcile(step, {before, before, {}, {}}).kind, Verdict::Kind::NotDone);
        QCOMPARE(m_executor.reconcile(step, {before, after, {}, {}}).kind, Verdict::Kind::Done);
        QCOMPARE(listed(m_executor.inverse(step, {before, after, output, {}})), example[u"inverse"].toArray());
    }
};

QTEST_GUILESS_MAIN(TestRecipeExamples)
#include "tst_recipeexamples.moc"

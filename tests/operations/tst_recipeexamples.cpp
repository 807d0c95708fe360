// SPDX-License-Identifier: GPL-3.0-or-later
// What the catalog makes of answers as AWS gives them, for the writes that no stand-in of AWS can show.
#include <operations/awsexecutor.h>
#include <operations/planjson.h>

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
        asked.insert(call.operation, call.input);
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
    QHash<QString, QJsonObject> asked; ///< the last input of each read
};

QJsonArray examples()
{
    QFile file(QStringLiteral(SM_SOURCE_DIR "/tests/operations/recipeexamples.json"));
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

    /// Whether the example counts as taken back by steps that answered \p outputs, where the world then gives \p
    /// answers.
    bool isBack(const QJsonObject &example, const QJsonArray &outputs, const QJsonValue &answers)
    {
        Step step;
        step.operation = {u"aws:"_s + example[u"uses"].toString(), example[u"input"].toObject(), {}};
        const QJsonValue before = stateWith(example[u"before"], step);
        const Result<Step> again = m_executor.comeBack(step, outputs);
        if (!again)
            return false;
        const QJsonValue now = stateWith(answers, *again);
        const QString target = fingerprintOf(keyed(before, m_executor.listKeys(step)));
        return m_executor.isBack(*again, {before, now, target, outputs}).value_or(false);
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
        QCOMPARE(listed(m_executor.inverse(step, {before, after, output, {}, true})), example[u"late"].toArray());
    }

    void example_madeAnew_isFoundByItsNewName_data()
    {
        QTest::addColumn<QJsonObject>("example");
        const QJsonArray all = examples();
        for (const QJsonValue &example : all) {
            if (example.toObject().contains(u"again"))
                QTest::addRow("%s", qPrintable(example[u"uses"].toString())) << example.toObject();
        }
    }
    void example_madeAnew_isFoundByItsNewName()
    {
        QFETCH(QJsonObject, example);
        const QJsonObject again = example[u"again"].toObject();
        const QJsonArray outputs = again[u"outputs"].toArray();

        QVERIFY(isBack(example, outputs, again[u"answers"]));
        const QJsonObject asked = m_caller.asked.value(again[u"answers"].toObject().keys().first());
        const QJsonObject names = again[u"names"].toObject();
        for (auto it = names.begin(); it != names.end(); ++it)
            QCOMPARE(asked.value(it.key()), it.value());
        QVERIFY(!isBack(example, outputs, example[u"after"]));
        if (names.isEmpty()) // then the state has to name what was answered
            QVERIFY(!isBack(example, {QJsonObject()}, again[u"answers"]));
    }

    void everyThingMadeAnew_isInAnExample()
    {
        QSet<QString> shown{u"aws:apigateway:DeleteApiKey"_s, u"aws:ec2:DeleteVpcEndpoints"_s, // tst_undowrites
            u"aws:ecs:DeregisterTaskDefinition"_s, u"aws:ecs:UpdateService"_s};
        const QJsonArray all = examples();
        for (const QJsonValue &example : all) {
            if (example.toObject().contains(u"again"))
                shown << u"aws:"_s + example[u"uses"].toString();
        }
        for (const QString &uses : m_catalog.entries()) {
            const std::optional<CatalogEntry> entry = m_catalog.entry(uses);
            if (!entry->comesBackAs.isEmpty() || !entry->isBack.isEmpty())
                QVERIFY2(shown.contains(uses), qPrintable(uses));
        }
    }
};

QTEST_GUILESS_MAIN(TestRecipeExamples)
#include "tst_recipeexamples.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// A step is described three times: to the reader of runbooks, to editors (schema.json) and to what carries it out.
// Here the three are held against each other.
#include <app/kinds.h>
#include <runbooks/stepkind.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using runbooks::StepKind;

namespace {

/// What the program itself puts into an input, and no author can.
const QHash<QString, QStringList> &ownMembers()
{
    static const QHash<QString, QStringList> own{{u"s3:copy"_s, {u"objects"_s, u"toFolder"_s}},
        {u"bucket:restore-versions"_s, {u"objects"_s}}, {u"sql:execute"_s, {u"matched"_s}},
        {u"sql:copy-in"_s, {u"matched"_s}}, {u"redis:command"_s, {u"kept"_s, u"matched"_s}},
        {u"redis:unlink"_s, {u"kept"_s, u"matched"_s}}, {u"redis:restore"_s, {u"kept"_s, u"keys"_s}},
        {u"watch"_s, {u"scope"_s}}, {u"function:restore"_s, {u"revision"_s}}, {u"function:update"_s, {u"revision"_s}}};
    return own;
}

QStringList sorted(QStringList names)
{
    names.sort();
    return names;
}

QStringList texts(const QJsonValue &list)
{
    QStringList all;
    const QJsonArray items = list.toArray();
    for (const QJsonValue item : items)
        all << item.toString();
    return all;
}

/// The schema of the input of \p kind.
QJsonObject inputSchema(const QString &kind)
{
    QFile file(QStringLiteral(SM_SOURCE_DIR "/resources/runbooks/schema.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject schema = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonArray all = schema[u"$defs"][u"inputs"][u"allOf"].toArray();
    for (const QJsonValue each : all) {
        const QJsonValue uses = each[u"if"][u"properties"][u"uses"];
        if (uses[u"const"].toString() == kind || texts(uses[u"enum"]).contains(kind))
            return each[u"then"][u"properties"][u"with"].toObject();
    }
    return {};
}

SystemInfo system()
{
    SystemInfo made;
    made.region = {u"eu-west-1"_s};
    made.databases.insert(u"d"_s, u"postgresql://app@localhost/x"_s);
    made.caches.insert(u"d"_s, u"redis://localhost:6379"_s);
    return made;
}

} // namespace

class TestStepMembers : public QObject
{
    Q_OBJECT

private:
    operations::Catalog m_catalog = operations::Catalog::load().value();
    aws::Models m_models;
    app::Kinds m_kinds{m_catalog, m_models};
    operations::Planner m_planner{m_catalog, m_models, m_kinds.all()};

    QString refusal(const QString &uses, const QJsonObject &with) const
    {
        Step step;
        step.operation = {uses, with, {}};
        const Result<Plan> plan = m_planner.plan(u"Plan"_s, system(), {step});
        return plan ? QString() : plan.error().message();
    }

    /// The members that the executor of \p kind says it knows.
    QStringList accepted(const QString &kind) const
    {
        static const QRegularExpression known(u"known are ([^.]*)\\."_s);
        return known.match(refusal(kind, {{u"qqqqqqqqqqqq"_s, 1}})).captured(1).split(u", "_s, Qt::SkipEmptyParts);
    }

    void addKinds(bool withHuman) const
    {
        QTest::addColumn<QString>("name");
        for (const StepKind &kind : runbooks::stepKinds()) {
            if (!kind.isOpen && (withHuman || kind.effect != runbooks::Effect::Human))
                QTest::newRow(qPrintable(kind.name)) << kind.name;
        }
    }

private Q_SLOTS:
    void members_ofAKind_areWhatItsExecutorTakes_data() { addKinds(false); }
    void members_ofAKind_areWhatItsExecutorTakes()
    {
        QFETCH(QString, name);
        QStringList known = runbooks::stepKind(name)->memberNames() + ownMembers().value(name);
        if (name == u"redis:restore")
            known.removeOne(u"from"_s); // the planner looks up what that step keeps

        QCOMPARE(sorted(accepted(name)), sorted(known));
    }

    void members_ofAKind_areThoseOfTheSchema_data() { addKinds(true); }
    void members_ofAKind_areThoseOfTheSchema()
    {
        QFETCH(QString, name);
        const StepKind kind = *runbooks::stepKind(name);
        const QJsonObject schema = inputSchema(name);
        QStringList required;
        for (const runbooks::Member &each : kind.members) {
            if (each.isRequired)
                required << each.name;
            if (!each.words.isEmpty())
                QCOMPARE(texts(schema[u"properties"][each.name][u"enum"]), each.words);
        }

        QCOMPARE(schema[u"properties"].toObject().keys(), sorted(kind.memberNames()));
        QCOMPARE(sorted(texts(schema[u"required"])), sorted(required));
    }

    void from_ofARestore_isTaken()
    {
        QCOMPARE(refusal(u"redis:restore"_s, {{u"cache"_s, u"d"_s}, {u"from"_s, u"keys"_s}}), QString());
    }

    void openKinds_areCheckedByTheirModels()
    {
        QStringList open;
        for (const StepKind &kind : runbooks::stepKinds()) {
            if (kind.isOpen)
                open << kind.name;
        }

        QCOMPARE(open, (QStringList{u"aws"_s, u"wait"_s}));
        QVERIFY(refusal(u"aws:lambda:GetFunction"_s, {{u"qqqq"_s, 1}}).contains(u"qqqq"));
        QVERIFY(refusal(u"wait:lambda:function-updated"_s, {{u"FunctionName"_s, u"f"_s}, {u"qqqq"_s, 1}})
                .contains(u"qqqq"));
    }
};

QTEST_GUILESS_MAIN(TestStepMembers)
#include "tst_stepmembers.moc"

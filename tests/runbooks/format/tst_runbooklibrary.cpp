// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/models.h>
#include <operations/catalog.h>
#include <runbooks/runbooklibrary.h>
#include <runbooks/stepkind.h>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace sm;
using namespace sm::runbooks;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr char little[] = "title: Little\npurpose: B\nsteps: [{id: a, title: A, uses: 'aws:a:B'}]\n";

void write(const QTemporaryDir &folder, const QString &name, const QByteArray &text)
{
    const QString path = folder.filePath(name);
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

/// Every action of \p runbook, undo included.
QList<RunbookAction> actionsOf(const Runbook &runbook)
{
    QList<RunbookAction> actions;
    for (const RunbookStep &step : runbook.steps + runbook.verification + runbook.rollback) {
        actions << step;
        if (step.undo)
            actions << *step.undo;
    }
    return actions;
}

/// The first member of \p value that \p shape does not have; empty: it has all.
QString unknownMember(const aws::Shape &shape, const QJsonValue &value)
{
    if (shape.type == aws::Shape::Type::List) {
        for (const QJsonValue &item : value.toArray()) {
            if (const QString found = unknownMember(*shape.element.shape, item); !found.isEmpty())
                return found;
        }
    }
    if (shape.type != aws::Shape::Type::Structure)
        return {};
    for (const QString &name : value.toObject().keys()) {
        const auto member = std::find_if(
            shape.members.begin(), shape.members.end(), [&name](const aws::Member &each) { return each.name == name; });
        if (member == shape.members.end())
            return name;
        if (const QString found = unknownMember(*member->shape, value[name]); !found.isEmpty())
            return found;
    }
    return {};
}

} // namespace

class TestRunbookLibrary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shipped_areAllRead()
    {
        const RunbookLibrary library = RunbookLibrary::load({});

        QStringList problems;
        for (const Problem &problem : library.problems())
            problems << problem.text();
        QCOMPARE(problems.join(u'\n'), QString());
        QVERIFY(library.runbook({u"energy-data-insights"_s}, u"create-user"_s));
        QVERIFY(library.runbook({u"energy-data-insights"_s}, u"reset-user-password"_s));
        QVERIFY(library.runbook({u"energy-data-insights"_s}, u"disable-user"_s));
        QVERIFY(library.runbook({u"aws-costs-dashboard"_s}, u"weekly-cache-clean-up"_s));
        QVERIFY(library.runbook({u"aws-costs-dashboard"_s}, u"set-query-limits"_s));
        for (const Runbook &runbook : library.runbooks())
            QVERIFY2(runbook.reviewBy.isValid(), qPrintable(runbook.id));
    }

    void shipped_everyFileOfTheFolder_isInTheProgram()
    {
        const QDir folder(QStringLiteral(SM_SOURCE_DIR "/resources/runbooks"));
        qsizetype files = 0;
        for (const QString &system : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            QVERIFY2(QStringList({u"demo"_s, u"common"_s}).contains(system)
                    || QFile::exists(folder.filePath(u"../systems/%1.yaml"_s.arg(system))),
                qPrintable(system));
            files += QDir(folder.filePath(system)).entryList({u"*.yaml"_s}).size();
        }

        QCOMPARE(RunbookLibrary::load({}).runbooks().size(), files);
    }

    void shipped_demo_usesEveryKind()
    {
        // Probes ask these; they stand in the systems' files.
        const QStringList ofProbes{u"table:count"_s, u"table:query"_s, u"database:query"_s};
        QStringList missing;
        for (const StepKind &kind : stepKinds()) {
            if (!ofProbes.contains(kind.name))
                missing << kind.name;
        }
        for (const Runbook &runbook : RunbookLibrary::load({}).ofSystem({u"demo"_s})) {
            for (const RunbookAction &action : actionsOf(runbook))
                missing.removeAll(stepKind(action.uses)->name);
        }

        QCOMPARE(missing, QStringList());
    }

    void shipped_awsInputs_fitTheModels()
    {
        const aws::Models models;
        const auto catalog = operations::Catalog::load();
        int checked = 0;
        for (const Runbook &runbook : RunbookLibrary::load({}).runbooks()) {
            for (const RunbookAction &action : actionsOf(runbook)) {
                if (!action.uses.startsWith(u"aws:"_s))
                    continue;
                const QString name = action.uses.section(u':', 2);
                const auto service = models.service(action.uses.section(u':', 1, 1));
                QVERIFY2(service && (*service)->operation(name), qPrintable(action.uses));
                const aws::Shape &input = *(*service)->operation(name)->input;
                const QJsonObject with = action.with.source().toObject();
                QCOMPARE(unknownMember(input, with), QString());
                for (const QString &required : input.required)
                    QVERIFY2(with.contains(required), qPrintable(action.uses + u' ' + required));
                if (catalog->isWrite((*service)->name(), name))
                    QVERIFY2(catalog->entry(action.uses), qPrintable(action.uses));
                ++checked;
            }
        }
        QVERIFY(checked > 25);
    }

    void shipped_deployments_backUpFirst_andTellAfterwards_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("firstChange");
        for (const auto &[name, change] : {std::pair{"roll-back-alias", "back"}, {"roll-back-function-code", "source"},
                 {"roll-back-service", "back"}, {"roll-back-stack", "keep"}, {"redeploy-kept-template", "keep"},
                 {"continue-stack-rollback", "keep"}, {"cancel-stack-update", "keep"},
                 {"roll-back-configuration", "takeBack"}, {"redeploy-release", "deploy"}, {"roll-back-secret", "move"},
                 {"deploy-template", "keep"}, {"cdk-deploy", "keep"}, {"update-function-code", "kept"},
                 {"deploy-service-revision", "deploy"}, {"shift-alias", "canary"}, {"switch-flag", "create"}})
            QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(change);
    }
    void shipped_deployments_backUpFirst_andTellAfterwards()
    {
        QFETCH(QString, name);
        QFETCH(QString, firstChange);
        static const RunbookLibrary library = RunbookLibrary::load({});
        const auto runbook = library.runbook({u"common"_s}, name);
        QVERIFY(runbook);

        QStringList ids;
        QStringList uses;
        for (const RunbookStep &step : runbook->steps) {
            ids << step.id;
            uses << step.uses;
            if (step.uses == "aws:sns:Publish"_L1)
                QCOMPARE(step.onFailure, OnFailure::Continue);
        }
        const qsizetype changed = ids.indexOf(firstChange);
        QVERIFY(changed > 0);
        for (const QString &first :
            {u"backup:require"_s, u"aws:dynamodb:CreateBackup"_s, u"wait:dynamodb:backup-available"_s})
            QVERIFY2(uses.contains(first) && uses.indexOf(first) < changed, qPrintable(first));
        QVERIFY(uses.indexOf(u"aws:sns:Publish"_s) > changed);
        QStringList empty; // unless somebody says otherwise
        for (const Parameter &each : runbook->parameters) {
            const bool isEmpty = each.type == Parameter::Type::List ? each.defaultValue == QJsonArray()
                                                                    : !each.isRequired && !each.hasDefault();
            if (isEmpty)
                empty << each.name;
        }
        for (const QString &wanted : {u"tables"_s, u"assets"_s, u"topic"_s})
            QVERIFY2(empty.contains(wanted), qPrintable(wanted));
    }

    void load_fileIsWrong_othersAreThere()
    {
        QTemporaryDir folder;
        write(folder, u"shop/good.yaml"_s, little);
        write(folder, u"shop/bad.yaml"_s, "title: 5\n");
        write(folder, u"shop/elsewhere.yaml"_s, QByteArray("system: other\n") + little);
        write(folder, u"shop/twice.yaml"_s, QByteArray("id: good\n") + little);
        write(folder, u"shop/huge.yaml"_s, QByteArray(6 * 1024 * 1024, ' '));
        write(folder, u"shop/notes.txt"_s, "x");

        const RunbookLibrary library = RunbookLibrary::load(folder.path());

        const QList<Runbook> all = library.runbooks();
        QCOMPARE(
            std::count_if(all.begin(), all.end(), [](const Runbook &each) { return each.system.value == u"shop"_s; }),
            1);
        QCOMPARE(library.runbook({u"shop"_s}, u"good"_s)->system.value, u"shop"_s);
        QStringList problems;
        for (const Problem &problem : library.problems())
            problems << problem.text().mid(folder.path().size() + 6);
        QCOMPARE(problems,
            (QStringList{u"bad.yaml:1:1: “purpose” is missing"_s, u"bad.yaml:1:1: “steps” is missing"_s,
                u"bad.yaml:1:8: “5” is no text: put it in quotes if it is meant as one"_s,
                u"elsewhere.yaml:1:1: the file is in the folder of “shop” and says that it is for “other”"_s,
                u"huge.yaml:1:1: the file is larger than 5 MB"_s,
                u"twice.yaml:1:1: another file of this folder has the id “good” too"_s}));
    }

    void common_belongsToEverySystemUnlessItHasItsOwn()
    {
        QTemporaryDir folder;
        write(folder, u"common/little.yaml"_s, little);
        write(folder, u"shop/little.yaml"_s, QByteArray(little).replace("Little", "Own"));

        const RunbookLibrary library = RunbookLibrary::load(folder.path());

        QCOMPARE(library.problems().size(), 0);
        QCOMPARE(library.runbook({u"shop"_s}, u"little"_s)->title, u"Own"_s);
        QCOMPARE(library.runbook({u"demo"_s}, u"little"_s)->title, u"Little"_s);
        QVERIFY(library.runbook({u"demo"_s}, u"little"_s)->isCommon());
        const QList<Runbook> ofShop = library.ofSystem({u"shop"_s});
        QCOMPARE(
            std::count_if(ofShop.begin(), ofShop.end(), [](const Runbook &each) { return each.id == u"little"_s; }), 1);
    }

    void load_usersRunbook_takesThePlaceOfTheShippedOne()
    {
        QTemporaryDir folder;
        write(folder, u"energy-data-insights/create-user.yaml"_s, little);

        const RunbookLibrary library = RunbookLibrary::load(folder.path());

        QCOMPARE(library.runbook({u"energy-data-insights"_s}, u"create-user"_s)->title, u"Little"_s);
        QCOMPARE(library.runbooks().size(), RunbookLibrary::load({}).runbooks().size());
    }

    void load_folderIsNotThere_shippedOnesAre()
    {
        QCOMPARE(RunbookLibrary::load(u"/nonexistent"_s).runbooks().size(), RunbookLibrary::load({}).runbooks().size());
    }

    void runbook_unknown_namesThoseThereAre()
    {
        const auto found = RunbookLibrary::load({}).runbook({u"aws-costs-dashboard"_s}, u"x"_s);

        QCOMPARE(found.error().kind(), Error::Kind::NotFound);
        QVERIFY(found.error().message().contains(u"weekly-cache-clean-up"_s));
    }
};

QTEST_GUILESS_MAIN(TestRunbookLibrary)
#include "tst_runbooklibrary.moc"

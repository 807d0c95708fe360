// SPDX-License-Identifier: GPL-3.0-or-later
#include <dialogs/plandialog.h>
#include <support/find.h>
#include <widgets/badge.h>

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using dialogs::PlanDialog;
using test::find;

namespace {

const QString secretText = u"Canary-9-Tr0ub4dor&3"_s;

Step makeStep(Tier tier, const QString &user = u"ada"_s)
{
    Step step;
    step.title = u"Change "_s + user;
    step.resource = user;
    step.operation.uses = u"aws:cognito-idp:AdminSetUserPassword"_s;
    step.operation.with = {{u"Username"_s, user}, {u"Password"_s, u"$PASSWORD"_s}};
    step.operation.secrets = {{u"PASSWORD"_s, Secret(secretText)}};
    step.changes = {{u"Status"_s, u"Confirmed"_s, u"Reset required"_s}};
    step.tier = tier;
    step.cli = u"aws cognito-idp admin-set-user-password --username %1 --password \"$PASSWORD\""_s.arg(user);
    step.iamAction = u"cognito-idp:AdminSetUserPassword"_s;
    return step;
}

UserPlan makePlan(const QList<Step> &steps, Environment environment = Environment::Development)
{
    UserPlan plan;
    plan.plan.title = u"Change ada"_s;
    plan.plan.system.title = u"Demo"_s;
    plan.plan.system.environment = environment;
    plan.plan.steps = steps;
    return plan;
}

} // namespace

class TestPlanDialog : public QObject
{
    Q_OBJECT

private:
    /// Opens a dialog that deletes itself, as all do.
    PlanDialog *open(const UserPlan &plan, const QString &nameToType = {}, const QString &refusal = {})
    {
        m_dialog = new PlanDialog(plan, nameToType, refusal, nullptr);
        m_confirmed = std::make_unique<QSignalSpy>(m_dialog.data(), &PlanDialog::confirmed);
        m_dialog->open();
        return QTest::qWaitForWindowActive(m_dialog) ? m_dialog.data() : nullptr;
    }
    QPushButton *runButton() const
    {
        for (QPushButton *each : m_dialog->findChildren<QPushButton *>()) {
            if (each->text().startsWith(u"Run"_s))
                return each;
        }
        return nullptr;
    }
    /// To where the focus is, as a keyboard does.
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }

    QPointer<PlanDialog> m_dialog;
    std::unique_ptr<QSignalSpy> m_confirmed;

private Q_SLOTS:
    void cleanup()
    {
        m_confirmed.reset();
        delete m_dialog;
    }

    void tier1_enter_runs()
    {
        const UserPlan plan = makePlan({makeStep(Tier::Reversible)});
        QVERIFY(open(plan));

        press(Qt::Key_Return);

        QCOMPARE(m_confirmed->size(), 1);
        QCOMPARE(m_confirmed->first().at(0).value<Plan>().steps.first().resource, u"ada"_s);
        QVERIFY(m_confirmed->first().at(1).value<Confirmation>().deliberate);
        QTRY_VERIFY(!m_dialog); // it deletes itself
    }

    void read_isCalledOne()
    {
        QVERIFY(open(makePlan({makeStep(Tier::Read)})));

        QVERIFY(find<widgets::Badge>(*m_dialog, u"Read"_s));
        QVERIFY(!find<widgets::Badge>(*m_dialog, u"Reversible"_s));
    }

    void secondPerson_missing_nothingRuns()
    {
        UserPlan plan = makePlan({makeStep(Tier::Destructive)});
        plan.plan.id.value = u"p"_s;
        QVERIFY(open(plan, u"ada"_s));
        m_dialog->needSecondPerson();
        find<QLineEdit>(*m_dialog, u"Name to confirm"_s)->setText(u"ada"_s);

        press(Qt::Key_Return, Qt::ControlModifier);

        QVERIFY(!runButton()->isEnabled());
        QCOMPARE(m_confirmed->size(), 0);
        QVERIFY(find<QPushButton>(*m_dialog, u"Save request…"_s));
        QVERIFY(find<QPushButton>(*m_dialog, u"Open approval…"_s));
    }

    void secondPerson_approved_planRunsWithTheirWord()
    {
        UserPlan plan = makePlan({makeStep(Tier::Destructive)});
        plan.plan.id.value = u"p"_s;
        QVERIFY(open(plan, u"ada"_s));
        m_dialog->needSecondPerson();
        Approval approval;
        approval.approver = u"grace"_s;

        m_dialog->setApproval({u"another"_s}, approval);
        find<QLineEdit>(*m_dialog, u"Name to confirm"_s)->setText(u"ada"_s);
        QVERIFY(!runButton()->isEnabled());
        m_dialog->setApproval({u"p"_s}, approval);
        QVERIFY(runButton()->isEnabled());
        m_dialog->showApprovalProblem({u"p"_s}, Error(Error::Kind::Denied, u"Expired."_s));
        QVERIFY(!runButton()->isEnabled());
        m_dialog->setApproval({u"p"_s}, approval);
        runButton()->click();

        QCOMPARE(m_confirmed->size(), 1);
        QCOMPARE(m_confirmed->first().at(1).value<Confirmation>().approval->approver, u"grace"_s);
    }

    void secondPerson_withADatabase_isAskedThere()
    {
        UserPlan plan = makePlan({makeStep(Tier::Destructive)});
        plan.plan.id.value = u"p"_s;
        plan.plan.system.approvers = {{u"grace"_s, {}}, {u"alan"_s, {}}};
        plan.plan.system.approvalDatabase = u"main"_s;
        QVERIFY(open(plan, u"ada"_s));
        m_dialog->needSecondPerson();
        QSignalSpy chosen(m_dialog.data(), &PlanDialog::databaseChosen);
        auto *ask = find<QPushButton>(*m_dialog, u"Ask through the database"_s);
        QVERIFY(ask);
        const auto says = [this](const QString &words) {
            const QList<QLabel *> labels = m_dialog->findChildren<QLabel *>();
            return std::any_of(
                labels.begin(), labels.end(), [&words](const QLabel *label) { return label->text().contains(words); });
        };

        ask->click();
        QCOMPARE(chosen.size(), 1);
        QVERIFY(!ask->isEnabled() && says(u"Asking…"_s));
        m_dialog->showAsked({u"another"_s});
        QVERIFY(says(u"Asking…"_s) && m_dialog->isModal());
        m_dialog->showAsked({u"p"_s});
        QVERIFY(m_dialog && m_dialog->isVisible() && !m_dialog->isModal()); // the window behind can be used
        QVERIFY(!ask->isEnabled() && says(u"Waiting for one of alan, grace"_s));
        m_dialog->showLookFailed({u"p"_s}, Error(Error::Kind::Network, u"No connection."_s));
        QVERIFY(!ask->isEnabled() && says(u"Still waiting"_s) && says(u"No connection."_s));
        m_dialog->showApprovalProblem({u"p"_s}, Error(Error::Kind::Denied, u"grace has refused this."_s));
        QVERIFY(ask->isEnabled() && says(u"grace has refused this."_s));
    }

    void secondPerson_withoutADatabase_isAskedByFile()
    {
        QVERIFY(open(makePlan({makeStep(Tier::Destructive)}), u"ada"_s));
        m_dialog->needSecondPerson();

        QVERIFY(!find<QPushButton>(*m_dialog, u"Ask through the database"_s));
    }

    void secondPerson_filesThatAreChosen_areToldOf()
    {
        QVERIFY(open(makePlan({makeStep(Tier::Destructive)}), u"ada"_s));
        m_dialog->needSecondPerson();
        QSignalSpy request(m_dialog.data(), &PlanDialog::requestFileChosen);
        QSignalSpy approval(m_dialog.data(), &PlanDialog::approvalFileChosen);
        const auto choose = [this](const QString &button, const QString &file) {
            find<QPushButton>(*m_dialog, button)->click();
            auto *files = m_dialog->findChild<QFileDialog *>();
            const bool isThere = files != nullptr;
            if (isThere) {
                Q_EMIT files->fileSelected(file);
                delete files;
            }
            return isThere;
        };

        QVERIFY(choose(u"Save request…"_s, u"/x/a.smrequest"_s));
        QVERIFY(choose(u"Open approval…"_s, u"/x/a.smapproval"_s));

        QCOMPARE(request.value(0).value(0).toString(), u"/x/a.smrequest"_s);
        QCOMPARE(approval.value(0).value(0).toString(), u"/x/a.smapproval"_s);
    }

    void tier1_enterHeldDownSinceBefore_doesNotRun()
    {
        QVERIFY(open(makePlan({makeStep(Tier::Reversible)})));

        QKeyEvent repeated(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, u"\r"_s, true);
        QApplication::sendEvent(QApplication::focusWidget(), &repeated);

        QCOMPARE(m_confirmed->size(), 0);
        QVERIFY(m_dialog && m_dialog->isVisible());
    }

    void tier1_enterOnCancel_cancels()
    {
        QVERIFY(open(makePlan({makeStep(Tier::Reversible)})));
        find<QPushButton>(*m_dialog, u"Cancel"_s)->setFocus();

        press(Qt::Key_Return);

        QCOMPARE(m_confirmed->size(), 0);
        QTRY_VERIFY(!m_dialog);
    }

    void tier2_enter_isIgnored_ctrlEnterRuns()
    {
        QVERIFY(open(makePlan({makeStep(Tier::Disruptive)})));

        press(Qt::Key_Return);
        press(Qt::Key_Enter);
        QCOMPARE(m_confirmed->size(), 0);
        QVERIFY(m_dialog->isVisible());
        press(Qt::Key_Return, Qt::ControlModifier);

        QCOMPARE(m_confirmed->size(), 1);
        QVERIFY(m_confirmed->first().at(1).value<Confirmation>().deliberate);
    }

    void tier2_enterOnRun_isIgnoredToo()
    {
        QVERIFY(open(makePlan({makeStep(Tier::Disruptive)})));
        runButton()->setFocus();

        press(Qt::Key_Return);

        QCOMPARE(m_confirmed->size(), 0);
    }

    void escape_leavesWithoutRunning()
    {
        QVERIFY(open(makePlan({makeStep(Tier::Reversible)})));

        press(Qt::Key_Escape);

        QCOMPARE(m_confirmed->size(), 0);
        QTRY_VERIFY(!m_dialog);
    }

    void tier3_needsTheNameTyped()
    {
        QVERIFY(open(makePlan({makeStep(Tier::Destructive)}), u"ada"_s));
        auto *name = find<QLineEdit>(*m_dialog, u"Name to confirm"_s);
        QVERIFY(name && name->hasFocus());
        QVERIFY(!runButton()->isEnabled());

        press(Qt::Key_Return, Qt::ControlModifier);
        QTest::keyClicks(name, u"Ada"_s);
        QVERIFY(!runButton()->isEnabled());
        name->selectAll();
        QTest::keyClicks(name, u"ada"_s);
        QVERIFY(runButton()->isEnabled());
        press(Qt::Key_Return);
        QCOMPARE(m_confirmed->size(), 0);
        press(Qt::Key_Return, Qt::ControlModifier);

        QCOMPARE(m_confirmed->size(), 1);
        QCOMPARE(m_confirmed->first().at(1).value<Confirmation>().typedName, u"ada"_s);
    }

    void tier3_paste_isRefusedInProductionOnly_data()
    {
        QTest::addColumn<Environment>("environment");
        QTest::addColumn<QString>("pasted");
        QTest::newRow("production") << Environment::Production << QString();
        QTest::newRow("staging") << Environment::Staging << u"ada"_s;
    }
    void tier3_paste_isRefusedInProductionOnly()
    {
        QFETCH(const Environment, environment);
        QGuiApplication::clipboard()->setText(u"ada"_s);
        QVERIFY(open(makePlan({makeStep(Tier::Destructive)}, environment), u"ada"_s));
        auto *name = find<QLineEdit>(*m_dialog, u"Name to confirm"_s);

        QTest::keySequence(name, QKeySequence::Paste);

        QTEST(name->text(), "pasted");
        name->clear();
        QTest::keyClick(name, Qt::Key_Insert, Qt::ShiftModifier);
        QTEST(name->text(), "pasted");
        QCOMPARE(name->acceptDrops(), environment != Environment::Production);
    }

    void readOnly_canBeLookedAtButNotRun()
    {
        QVERIFY(open(makePlan({makeStep(Tier::Reversible)}), {}, u"Read-only mode."_s));

        press(Qt::Key_Return);
        press(Qt::Key_Return, Qt::ControlModifier);

        QVERIFY(!runButton()->isEnabled());
        QVERIFY(find(*m_dialog, u"Read-only mode."_s));
        QCOMPARE(m_confirmed->size(), 0);
        QVERIFY(m_dialog->isVisible());
    }

    void copyAsCli_takesAllSteps_withoutSecrets()
    {
        QVERIFY(open(makePlan({makeStep(Tier::Reversible), makeStep(Tier::Reversible, u"bob"_s)})));

        find<QPushButton>(*m_dialog, u"Copy as CLI"_s)->click();

        QCOMPARE(QGuiApplication::clipboard()->text(),
            u"aws cognito-idp admin-set-user-password --username ada --password \"$PASSWORD\"\n"
            "aws cognito-idp admin-set-user-password --username bob --password \"$PASSWORD\"\n"_s);
        QCOMPARE(m_confirmed->size(), 0);
    }

    void manySteps_areListedAndEachIsShown()
    {
        QVERIFY(open(makePlan({makeStep(Tier::Reversible), makeStep(Tier::Reversible, u"bob"_s)})));
        auto *list = find<QListWidget>(*m_dialog, u"Steps"_s);
        QVERIFY(list);
        QCOMPARE(list->count(), 2);
        QVERIFY(find(*m_dialog, u"Change ada"_s));

        list->setCurrentRow(1);

        QVERIFY(find(*m_dialog, u"Change bob"_s));
        QCOMPARE(runButton()->text(), u"Run 2 steps"_s);
    }

    void leftOut_isSaidWithReasons()
    {
        UserPlan plan = makePlan({makeStep(Tier::Reversible)});
        for (int i = 0; i < 6; ++i)
            plan.leftOut.append({u"user%1"_s.arg(i), u"user%1 is disabled already."_s.arg(i)});

        QVERIFY(open(plan));

        QString said;
        for (QWidget *each : m_dialog->findChildren<QWidget *>()) {
            if (test::accessibleNameOf(each).startsWith(u"Left out"_s))
                said = test::accessibleNameOf(each);
        }
        QVERIFY2(said.contains(u"6"_s) && said.contains(u"user0 is disabled already."_s), qPrintable(said));
        QVERIFY(said.contains(u"2 more"_s) && !said.contains(u"user5"_s));
    }

    void missingPermissions_areWarnedOf_andThePlanCanRun()
    {
        const UserPlan plan = makePlan({makeStep(Tier::Reversible)});
        QVERIFY(open(plan));
        const auto said = [this] {
            for (QWidget *each : m_dialog->findChildren<QWidget *>()) {
                if (test::accessibleNameOf(each).startsWith(u"Your permissions lack"_s))
                    return test::accessibleNameOf(each);
            }
            return QString();
        };

        m_dialog->showMissingPermissions(PlanId{u"another"_s}, {u"iam:PassRole on *"_s});
        QCOMPARE(said(), QString());
        m_dialog->showMissingPermissions(plan.plan.id, {u"iam:PassRole on * (step 1)"_s});

        QVERIFY2(said().contains(u"iam:PassRole on * (step 1)"_s), qPrintable(said()));
        QVERIFY(find<QPushButton>(*m_dialog, u"Run"_s)->isEnabled());
    }

    void everyFocusableWidget_hasAName_andNoneHoldsTheSecret()
    {
        QVERIFY(open(makePlan({makeStep(Tier::Destructive), makeStep(Tier::Reversible)}), u"ada"_s));

        for (QWidget *each : m_dialog->findChildren<QWidget *>()) {
            const QString name = test::accessibleNameOf(each);
            const bool focusable = each->focusPolicy() != Qt::NoFocus && each->isVisible() && !each->focusProxy();
            QVERIFY2(!focusable || !name.isEmpty(), each->metaObject()->className());
            QVERIFY(!name.contains(secretText) && !each->toolTip().contains(secretText));
        }
        QVERIFY(!m_dialog->windowTitle().contains(secretText));
    }
};

QTEST_MAIN(TestPlanDialog)
#include "tst_plandialog.moc"

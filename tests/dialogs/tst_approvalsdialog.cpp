// SPDX-License-Identifier: GPL-3.0-or-later
#include <dialogs/approvalsdialog.h>
#include <support/find.h>

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace sm;
using namespace Qt::Literals::StringLiterals;
using dialogs::ApprovalsDialog;
using test::find;

namespace {

SystemInfo shop()
{
    SystemInfo system;
    system.id = {u"shop"_s};
    system.title = u"Web shop"_s;
    return system;
}

WaitingRequest request(const QString &user, int steps = 1)
{
    WaitingRequest made;
    made.id = u"id-"_s + user;
    made.plan.title = u"Delete "_s + user;
    for (int i = 0; i < steps; ++i) {
        Step step;
        step.title = u"Step %1 for %2"_s.arg(i + 1).arg(user);
        step.cli = u"aws cognito-idp admin-delete-user --username "_s + user;
        made.plan.steps << step;
    }
    made.requester = u"sabine@desk"_s;
    made.reason = u"Left the company"_s;
    made.at = QDateTime(QDate(2026, 9, 2), QTime(9, 14), Qt::UTC);
    return made;
}

struct Opened
{
    QPushButton *button(const QString &text) { return find<QPushButton>(dialog, text); }
    QLineEdit *title() { return find<QLineEdit>(dialog, u"Title to confirm"_s); }
    QListWidget *list(const QString &name) { return find<QListWidget>(dialog, name); }
    bool says(const QString &words)
    {
        const QList<QLabel *> labels = dialog.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&words](const QLabel *label) {
            return label->isVisibleTo(label->window()) && label->text().contains(words);
        });
    }

    ApprovalsDialog &dialog = *new ApprovalsDialog(shop(), nullptr);
    QSignalSpy approved{&dialog, &ApprovalsDialog::approved};
    QSignalSpy refused{&dialog, &ApprovalsDialog::refused};
    std::unique_ptr<ApprovalsDialog> owner{&dialog};
};

} // namespace

class TestApprovalsDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingWaits_saysSo()
    {
        Opened opened;
        opened.dialog.setRequests({}, 0);

        QVERIFY(opened.says(u"Nobody waits for an approval here."_s));
        QVERIFY(!opened.button(u"Approve"_s)->isEnabled());
        QVERIFY(!opened.button(u"Refuse…"_s)->isEnabled());
    }

    void request_isShownWhole()
    {
        Opened opened;
        opened.dialog.setRequests({request(u"ada"_s, 2)}, 0);

        QVERIFY(opened.says(u"sabine@desk asks since 2 Sep 2026, 09:14 UTC."_s));
        QVERIFY(opened.says(u"Left the company"_s));
        QCOMPARE(opened.list(u"Steps"_s)->count(), 2);
        QVERIFY(opened.says(u"Step 1 for ada"_s));
        opened.list(u"Steps"_s)->setCurrentRow(1);
        QVERIFY(opened.says(u"Step 2 for ada"_s));
    }

    void requests_areToldApart_thoughARunbookGivesThemTheSameTitle()
    {
        Opened opened;
        QList<WaitingRequest> requests{request(u"ada"_s), request(u"bob"_s), request(u"eve"_s, 2)};
        for (WaitingRequest &each : requests)
            each.plan.title = u"Delete a user"_s;

        opened.dialog.setRequests(requests, 0);

        const QListWidget *list = opened.list(u"Waiting requests"_s);
        QVERIFY(list->item(0)->text().startsWith(u"Step 1 for ada"_s));
        QVERIFY(list->item(1)->text().startsWith(u"Step 1 for bob"_s));
        QVERIFY(list->item(2)->text().startsWith(u"Delete a user"_s));
    }

    void approve_needsTheTitleTyped_andGoesOutOnce()
    {
        Opened opened;
        opened.dialog.setRequests({request(u"ada"_s), request(u"bob"_s)}, 0);
        opened.list(u"Waiting requests"_s)->setCurrentRow(1);

        opened.title()->setText(u"Delete ada"_s);
        QVERIFY(!opened.button(u"Approve"_s)->isEnabled());
        opened.title()->setText(u"Delete bob"_s);
        opened.button(u"Approve"_s)->click();
        opened.button(u"Approve"_s)->click();

        QCOMPARE(opened.approved.size(), 1);
        QCOMPARE(opened.approved.first().first().toString(), u"id-bob"_s);
        opened.dialog.showAnswered(request(u"bob"_s), true);
        opened.dialog.setRequests({request(u"ada"_s)}, 0);
        QVERIFY(opened.says(u"You have approved “Delete bob”"_s));
        QVERIFY(opened.title()->text().isEmpty());
        QVERIFY(!opened.button(u"Approve"_s)->isEnabled());
    }

    void typedTitle_ofAnotherRequest_isNotTakenAlong()
    {
        Opened opened;
        opened.dialog.setRequests({request(u"ada"_s), request(u"bob"_s)}, 0);
        opened.title()->setText(u"Delete ada"_s);
        QVERIFY(opened.button(u"Approve"_s)->isEnabled());

        opened.list(u"Waiting requests"_s)->setCurrentRow(1);

        QVERIFY(!opened.button(u"Approve"_s)->isEnabled());
    }

    void refuse_asksForAReason()
    {
        Opened opened;
        opened.dialog.setRequests({request(u"ada"_s)}, 0);

        opened.button(u"Refuse…"_s)->click();
        auto *reason = find<QPlainTextEdit>(opened.dialog, u"Reason"_s);
        QVERIFY(reason);
        reason->setPlainText(u"Not on a Friday"_s);
        find<QPushButton>(*reason->window(), u"Refuse"_s)->click();

        QCOMPARE(opened.refused.size(), 1);
        QCOMPARE(opened.refused.first().at(0).toString(), u"id-ada"_s);
        QCOMPARE(opened.refused.first().at(1).toString(), u"Not on a Friday"_s);
    }

    void problems_areShown_andLeaveItUsable()
    {
        Opened opened;
        opened.dialog.setRequests({request(u"ada"_s)}, 3);
        QVERIFY(opened.says(u"not what was signed"_s));
        opened.title()->setText(u"Delete ada"_s);
        opened.button(u"Approve"_s)->click();

        opened.dialog.showError(Error(Error::Kind::Network, u"No connection to the database."_s));

        QVERIFY(opened.says(u"No connection to the database."_s));
        QVERIFY(opened.button(u"Approve"_s)->isEnabled());
    }

    void selection_staysWhenOthersArrive()
    {
        Opened opened;
        opened.dialog.setRequests({request(u"ada"_s), request(u"bob"_s)}, 0);
        opened.list(u"Waiting requests"_s)->setCurrentRow(1);

        opened.dialog.setRequests({request(u"eve"_s), request(u"ada"_s), request(u"bob"_s)}, 0);

        QCOMPARE(opened.list(u"Waiting requests"_s)->currentRow(), 2);
    }
};

QTEST_MAIN(TestApprovalsDialog)
#include "tst_approvalsdialog.moc"

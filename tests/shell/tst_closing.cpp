// SPDX-License-Identifier: GPL-3.0-or-later
#include <shell/mainwindow.h>
#include <shell/topbar.h>
#include <support/bench.h>
#include <widgets/appearance.h>
#include <widgets/badge.h>
#include <widgets/noticebar.h>

#include <QApplication>
#include <QDialog>
#include <QPushButton>
#include <QSignalSpy>

using namespace sm;
using namespace sm::test;
using shell::MainWindow;

/// A window that is closed while something runs.
class TestClosing : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<widgets::Appearance> m_appearance;
    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<MainWindow> m_window;

    widgets::NoticeBar *notice() const { return m_window->findChild<widgets::NoticeBar *>(); }
    void startTwoSteps()
    {
        m_bench->executor.gate.hold();
        m_bench->runs.run(m_bench->planDisable({u"ada"_s, u"bob"_s}).plan, {});
        QTRY_COMPARE(m_bench->executor.gate.waiting(), 1);
    }

private Q_SLOTS:
    void initTestCase() { m_appearance = std::make_unique<widgets::Appearance>(*qApp); }
    void init()
    {
        m_bench = std::make_unique<Bench>();
        QVERIFY(m_bench->load());
        m_window = std::make_unique<MainWindow>(*m_appearance);
        m_window->setSystem(m_bench->system, &m_bench->runs);
        m_window->show();
    }
    void cleanup()
    {
        m_window.reset();
        m_bench.reset();
    }

    void close_idle_closesAtOnce()
    {
        QSignalSpy closing(m_window.get(), &MainWindow::closing);

        QVERIFY(m_window->close());

        QCOMPARE(closing.size(), 1);
    }

    void close_whileAStepRuns_waitsForItAndStopsBeforeTheNext()
    {
        QSignalSpy closing(m_window.get(), &MainWindow::closing);
        startTwoSteps();

        QVERIFY(!m_window->close());
        QVERIFY(m_window->isVisible() && closing.isEmpty());
        QVERIFY(notice()->isVisible() && notice()->notice().message.contains(u"Finishing the step under way"_s));
        m_bench->executor.gate.open();

        QTRY_VERIFY(!m_window->isVisible());
        QCOMPARE(closing.size(), 1);
        QCOMPARE(m_bench->executor.gate.calls(), QStringList{u"ada@example.com"_s});
        const auto entries = await(m_bench->journal->entries({}, 0, 10));
        QVERIFY(entries && *entries && !(*entries)->isEmpty());
        QCOMPARE((*entries)->last().state, StepState::Done); // the outcome is on the disk
    }

    void close_twice_stillWaits()
    {
        startTwoSteps();

        QVERIFY(!m_window->close());
        QVERIFY(!m_window->close());
        QVERIFY(m_window->isVisible());
        m_bench->executor.gate.open();

        QTRY_VERIFY(!m_window->isVisible());
    }

    void close_whileARunOfALeftSystemIsUnderWay_waits()
    {
        startTwoSteps();
        SystemInfo other = m_bench->system;
        other.id.value = u"other"_s;
        m_window->setSystem(other, nullptr);

        QVERIFY(!m_window->close());
        m_bench->executor.gate.open();

        QTRY_VERIFY(!m_window->isVisible());
    }

    void close_thatWaits_startsNothingNew()
    {
        startTwoSteps();
        QVERIFY(!m_window->close());

        m_window->showPlan(m_bench->planDisable({u"eve"_s}));

        QVERIFY(!m_window->findChild<QDialog *>());
    }

    void problem_ofSigningIn_isHandedOn()
    {
        QSignalSpy needed(m_window.get(), &MainWindow::signInNeeded);
        const Error expired = Error(Error::Kind::Denied, u"Expired."_s).withCode(u"ExpiredToken"_s);
        m_window->showError(expired);
        QCOMPARE(needed.size(), 1);
        QVERIFY(!notice()->isVisible());

        QPushButton *action = m_window->showProblem(expired, u"Sign in…"_s);
        QTRY_VERIFY(notice()->isVisible() && action->isVisible());
        m_window->settleProblem();
        QVERIFY(!notice()->isVisible());
    }

    void otherNotice_isNotSettled()
    {
        m_window->showProblem(Error(Error::Kind::Network, u"No connection."_s), u"Try again"_s);
        m_window->showError(Error(Error::Kind::Conflict, u"It is there already."_s));

        m_window->settleProblem();

        QVERIFY(notice()->isVisible());
        QCOMPARE(notice()->notice().message, u"It is there already."_s);
    }

    void readOnly_isSaidInTheTopBar()
    {
        const auto badge = [this] {
            for (const widgets::Badge *each : m_window->topBar().findChildren<widgets::Badge *>()) {
                if (each->text() == u"READ-ONLY"_s)
                    return each->isVisible();
            }
            return false;
        };
        QVERIFY(!badge());

        m_window->topBar().setReadOnly(true);

        QVERIFY(badge());
    }
};

QTEST_MAIN(TestClosing)
#include "tst_closing.moc"

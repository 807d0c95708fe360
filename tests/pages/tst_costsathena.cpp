// SPDX-License-Identifier: GPL-3.0-or-later
// The report in Athena and the keys of providers, on the page of costs.
#include <controllers/costscontroller.h>
#include <pages/costspage.h>
#include <support/fakeathena.h>
#include <support/fakecosts.h>
#include <support/find.h>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QTest>

using namespace sm;
using namespace sm::test;
using controllers::AthenaController;
using controllers::CostsController;
using controllers::ProviderKeysController;
using pages::CostsPage;

namespace {

const QString Canary = u"sk-ant-admin01-Canary-7-Tr0ub4dor"_s;
const QStringList Writes{u"Run…"_s, u"Repair…"_s, u"Stop query…"_s};

CostSourceInfo someProvider()
{
    CostSourceInfo info;
    info.source = CostSource::Anthropic;
    info.title = u"Anthropic"_s;
    info.currency = u"USD"_s;
    info.metrics = {CostMetric::Billed};
    info.dimensions = {costdimension::Service};
    return info;
}

} // namespace

class TestCostsAthena : public QObject
{
    Q_OBJECT

private:
    bool isOffered(const QString &text) const
    {
        const auto *found = find<QPushButton>(*m_page, text);
        return found && found->isVisible() && found->isEnabled();
    }
    bool isSeen(const QString &text) const
    {
        const auto *found = find<QPushButton>(*m_page, text);
        return found && found->isVisible();
    }
    bool says(const QString &sentence) const
    {
        const QList<QWidget *> widgets = m_page->findChildren<QWidget *>();
        return std::any_of(widgets.begin(), widgets.end(),
            [&](QWidget *each) { return each->isVisible() && accessibleNameOf(each).contains(sentence); });
    }
    QTableView *table(const QString &name) const { return find<QTableView>(*m_page, name); }
    void openTab() const
    {
        auto *tabs = find<QTabBar>(*m_page, u"Below the chart"_s);
        tabs->setCurrentIndex(tabs->count() - 1);
        QCOMPARE(tabs->tabText(tabs->currentIndex()), u"Athena"_s);
    }
    QAction *action(const QString &text) const
    {
        const QList<QAction *> actions = m_page->pageActions();
        const auto found
            = std::find_if(actions.begin(), actions.end(), [&text](QAction *each) { return each->text() == text; });
        return found == actions.end() ? nullptr : *found;
    }
    QDialog *dialog() const
    {
        const QList<QDialog *> dialogs = m_page->findChildren<QDialog *>();
        for (QDialog *each : dialogs) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    }
    void show(bool readOnly = false, const SystemInfo &system = systemWithReport())
    {
        m_bench = std::make_unique<AthenaBench>(readOnly, system);
        m_controller = std::make_unique<CostsController>(CostsController::Services{*m_service, m_insight});
        m_keys = std::make_unique<ProviderKeysController>(m_bench->intake, *m_controller);
        m_page = std::make_unique<CostsPage>(*m_controller, SystemId{u"demo"_s});
        m_page->addAthena(*m_bench->controller);
        m_page->addProviders(*m_keys);
        m_page->resize(1048, 660);
        m_page->show();
        m_page->shown();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        QTRY_VERIFY(m_controller->isReady() && !m_controller->isLoading());
    }
    void readTable() const
    {
        openTab();
        find<QPushButton>(*m_page, u"Read table"_s)->click();
        QTRY_VERIFY(table(u"Athena queries table"_s)->isVisible());
        QTRY_VERIFY(!m_bench->controller->isLoading(AthenaController::Part::Recent));
    }

    std::unique_ptr<FakeCostService> m_service;
    FakeCostInsight m_insight;
    std::unique_ptr<AthenaBench> m_bench;
    std::unique_ptr<CostsController> m_controller;
    std::unique_ptr<ProviderKeysController> m_keys;
    std::unique_ptr<CostsPage> m_page;

private Q_SLOTS:
    void initTestCase() { QApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }
    void init()
    {
        m_service = std::make_unique<FakeCostService>();
        m_service->allSources = {someBills()};
        m_service->answers = [](CostSource, const CostQuery &query) -> Result<CostAnswer> { return someCosts(query); };
    }
    void cleanup()
    {
        m_page.reset();
        m_keys.reset();
        m_controller.reset();
        m_bench.reset();
        QTRY_COMPARE(m_service->gate.inside(), 0);
        m_service.reset();
    }

    void beforeTheTabIsOpened_nothingIsReadOrOffered()
    {
        show();

        for (const QString &each : Writes)
            QVERIFY2(!isSeen(each), qPrintable(each));
        QVERIFY(m_bench->service.gate.calls().isEmpty());
        openTab();
        QVERIFY(isOffered(u"Read table"_s));
        for (const QString &each : Writes)
            QVERIFY2(!isSeen(each), qPrintable(each));
        QVERIFY(m_bench->service.gate.calls().isEmpty());
    }

    void withoutTable_saysWhatToAdd()
    {
        show(false, SystemInfo());
        openTab();

        QVERIFY(says(u"Add cur_database and cur_table under costs"_s));
        QVERIFY(!isSeen(u"Read table"_s));
    }

    void table_read_offersQueriesAndRepair()
    {
        show();
        readTable();

        QVERIFY(says(u"1 missing in Glue."_s));
        QVERIFY(isOffered(u"Repair…"_s));
        QVERIFY(isSeen(u"Run…"_s) && !isOffered(u"Run…"_s)); // nothing is chosen
        table(u"Athena queries table"_s)->selectRow(0);
        QVERIFY(isOffered(u"Run…"_s));
        QSignalSpy plans(m_page.get(), &pages::Page::planRequested);

        find<QPushButton>(*m_page, u"Run…"_s)->click();
        find<QPushButton>(*m_page, u"Repair…"_s)->click();

        QCOMPARE(plans.size(), 2);
        QCOMPARE(plans.at(0).first().value<UserPlan>().plan.title, u"Query Athena: Charges by day"_s);
        QVERIFY(plans.at(1).first().value<UserPlan>().plan.title.contains("month=3"_L1));
    }

    void table_notRead_saysWhyAndCanBeReadAgain()
    {
        show();
        m_bench->service.failures = {{u"table"_s, Error(Error::Kind::Denied, u"You may not read it."_s)}};
        openTab();
        find<QPushButton>(*m_page, u"Read table"_s)->click();

        QTRY_VERIFY(says(u"You may not read it."_s));
        QVERIFY(isOffered(u"Read table again"_s));
        QVERIFY(!isSeen(u"Run…"_s));
    }

    void tab_leadsIntoWhatIsBelow()
    {
        show();
        openTab();
        auto *tabs = find<QTabBar>(*m_page, u"Below the chart"_s);
        tabs->setFocus(Qt::TabFocusReason);

        QTest::keyClick(tabs, Qt::Key_Tab);

        QCOMPARE(QApplication::focusWidget(), find<QPushButton>(*m_page, u"Read table"_s));
    }

    void enter_plansTheQuery()
    {
        show();
        readTable();
        QSignalSpy plans(m_page.get(), &pages::Page::planRequested);
        QTableView *queries = table(u"Athena queries table"_s);
        queries->setFocus();
        queries->selectRow(1);

        QTest::keyClick(queries, Qt::Key_Return);

        QCOMPARE(plans.size(), 1);
    }

    void run_bringsItsResultToTheFront_andTheSource()
    {
        show();
        readTable();
        table(u"Athena queries table"_s)->selectRow(0);
        QSignalSpy plans(m_page.get(), &pages::Page::planRequested);
        find<QPushButton>(*m_page, u"Run…"_s)->click();
        const qsizetype asked = m_service->gate.countOf(u"sources"_s);

        m_bench->runs.run(plans.first().first().value<UserPlan>().plan, {{}, true, false, {}});

        QTRY_VERIFY(table(u"Athena result table"_s)->isVisible());
        QTRY_VERIFY(says(u"kept as the source “Athena”"_s));
        QTRY_COMPARE(m_service->gate.countOf(u"sources"_s), asked + 1);
    }

    void readOnly_offersNoChange()
    {
        show(true);
        readTable();
        table(u"Athena queries table"_s)->selectRow(0);

        for (const QString &each : Writes)
            QVERIFY2(!isSeen(each), qPrintable(each));
        QVERIFY(isOffered(u"Read table again"_s));
    }

    void withoutCosts_athenaCanBeQueried()
    {
        m_service->allSources.clear();
        show();
        QVERIFY(says(u"No costs yet"_s));

        find<QPushButton>(*m_page, u"Query Athena…"_s)->click();

        QVERIFY(isOffered(u"Read table"_s));
    }

    void key_isKeptAndTheProviderAsked()
    {
        show();
        action(u"Anthropic…"_s)->trigger();
        QVERIFY(dialog());
        auto *field = find<QLineEdit>(*dialog(), u"Admin key"_s);
        QCOMPARE(field->echoMode(), QLineEdit::Password);
        QTest::keyClicks(field, Canary);
        m_service->allSources.append(someProvider());

        QTest::keyClick(field, Qt::Key_Return);

        QTRY_VERIFY(!dialog());
        QCOMPARE(m_bench->intake.keys.value(llmcosts::Provider::Anthropic), Secret(Canary));
        QTRY_VERIFY(m_controller->source() && m_controller->source()->source == CostSource::Anthropic);
        QVERIFY(!action(u"Anthropic…"_s));
        QVERIFY(action(u"New key for Anthropic…"_s));
        QVERIFY(action(u"Forget key of Anthropic…"_s)->isVisible());
        QVERIFY(!m_page->saveState().contains(Canary.toUtf8()));
        QVERIFY(!QApplication::clipboard()->text().contains(Canary));
    }

    void key_notKept_isSaidInTheDialog()
    {
        show();
        m_bench->intake.failure
            = Error(Error::Kind::Storage, u"The keyring is locked."_s).withCode(u"KeyringUnavailable"_s);
        action(u"OpenAI…"_s)->trigger();
        auto *field = find<QLineEdit>(*dialog(), u"Admin key"_s);
        QTest::keyClicks(field, Canary);

        QTest::keyClick(field, Qt::Key_Return);

        QTRY_VERIFY(says(u"The keyring is locked."_s));
        QVERIFY(dialog());
        QCOMPARE(field->text(), Canary); // nothing typed is lost
        QVERIFY(!says(Canary));
        QVERIFY(m_bench->intake.keys.isEmpty());
    }

    void key_isForgottenWhenConfirmed()
    {
        m_service->allSources.append(someProvider());
        show();
        m_bench->intake.keys.insert(llmcosts::Provider::Anthropic, Secret(Canary));
        action(u"Forget key of Anthropic…"_s)->trigger();
        QVERIFY(dialog());
        QCOMPARE(m_bench->intake.keys.size(), 1);

        find<QPushButton>(*dialog(), u"Forget key"_s)->click();

        QTRY_VERIFY(!dialog());
        QVERIFY(m_bench->intake.keys.isEmpty());
        QTRY_VERIFY(!m_controller->isLoading());
        QVERIFY(!action(u"Forget key of Anthropic…"_s)->isVisible()); // what was read is still a source
    }

    void sourceMenu_hasTheProviders()
    {
        show();
        for (QMenu *each : m_page->findChildren<QMenu *>()) {
            if (each->accessibleName() == "Source"_L1) {
                const QList<QAction *> entries = each->actions();
                QCOMPARE(entries.first()->text(), u"Bill files (CUR)"_s);
                QVERIFY(entries.contains(action(u"Anthropic…"_s)) && entries.contains(action(u"OpenAI…"_s)));
                return;
            }
        }
        QFAIL("no menu of sources");
    }
};

QTEST_MAIN(TestCostsAthena)
#include "tst_costsathena.moc"

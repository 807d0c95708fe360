// SPDX-License-Identifier: GPL-3.0-or-later
// Plants a password in a plan and looks for it wherever a window can show or keep something.
#include <dialogs/formdialog.h>
#include <dialogs/plandialog.h>
#include <support/windowbench.h>

#include <QAbstractButton>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QSettings>
#include <QTableView>

using namespace sm;
using namespace sm::test;

namespace {

const QString canary = u"Canary-5-Tr0ub4dor&3"_s;

QList<QByteArray> tracesOf(const QString &secret)
{
    const QByteArray utf8 = secret.toUtf8();
    const QByteArray utf16(reinterpret_cast<const char *>(secret.utf16()), secret.size() * 2);
    QByteArray utf16BigEndian;
    for (const QChar c : secret)
        utf16BigEndian.append(static_cast<char>(c.unicode() >> 8)).append(static_cast<char>(c.unicode() & 0xff));
    return {utf8, utf16, utf16BigEndian, utf8.toBase64().left(20), utf8.toHex(), utf8.toPercentEncoding()};
}

bool holds(const QByteArray &bytes)
{
    const QList<QByteArray> traces = tracesOf(canary);
    return std::any_of(traces.begin(), traces.end(), [&](const QByteArray &trace) { return bytes.contains(trace); });
}

} // namespace

class TestWindowCanaries : public QObject
{
    Q_OBJECT

private:
    /// Where the secret can be read by others; empty: nowhere.
    static QStringList leaks()
    {
        QStringList found;
        for (QWidget *each : QApplication::allWidgets()) {
            const QString where = QString::fromLatin1(each->metaObject()->className());
            QString texts = each->windowTitle() + each->toolTip() + each->statusTip() + each->whatsThis()
                + each->accessibleName() + each->accessibleDescription();
            if (QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(each)) {
                for (const auto kind : {QAccessible::Name, QAccessible::Description, QAccessible::Value,
                         QAccessible::Help, QAccessible::Accelerator})
                    texts += seen->text(kind);
                if (QAccessibleTextInterface *text = seen->textInterface())
                    texts += text->text(0, text->characterCount());
            }
            if (texts.contains(canary))
                found.append(where);
        }
        if (QGuiApplication::clipboard()->text().contains(canary))
            found.append(u"clipboard"_s);
        return found;
    }
    dialogs::PlanDialog *planDialog() const { return m_bench->window->findChild<dialogs::PlanDialog *>(); }

    std::unique_ptr<WindowBench> m_bench;

private Q_SLOTS:
    void init()
    {
        QGuiApplication::clipboard()->clear();
        m_bench = std::make_unique<WindowBench>(*static_cast<QApplication *>(QCoreApplication::instance()));
    }
    void cleanup() { m_bench.reset(); }

    void search_findsWhatIsThere()
    {
        QLineEdit open;
        open.setText(canary);

        QVERIFY(!leaks().isEmpty());
        QVERIFY(holds("x" + canary.toUtf8().toBase64()));
    }

    void passwordTypedPlannedAndRun_isNowhereToBeRead()
    {
        find<QTableView>(*m_bench->window, u"Users table"_s)->selectRow(0);
        m_bench->action(u"Set password…"_s)->trigger();
        auto *form = m_bench->window->findChild<dialogs::FormDialog *>();
        QVERIFY(form);
        QTest::keyClicks(find<QLineEdit>(*form, u"Password"_s), canary);
        QCOMPARE(leaks(), QStringList());

        find<QAbstractButton>(*form, u"Show plan…"_s)->click();
        QVERIFY(planDialog());
        QTRY_VERIFY(!m_bench->window->findChild<dialogs::FormDialog *>());
        QCOMPARE(leaks(), QStringList());
        find<QAbstractButton>(*planDialog(), u"Copy as CLI"_s)->click();
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"--password=\"$PASSWORD\""_s));
        QCOMPARE(leaks(), QStringList());

        QByteArray sent;
        m_bench->below.executor.effect
            = [&sent](const Step &step) { sent = step.operation.secrets.first().reveal().toByteArray(); };
        QTest::keyClick(planDialog(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(sent, canary.toUtf8());
        QTRY_VERIFY(!m_bench->below.runs.isBusy());
        QTRY_VERIFY(!planDialog());
        QCOMPARE(leaks(), QStringList());
        find<QAbstractButton>(*m_bench->window, u"Copy as CLI"_s)->click(); // of the activity panel
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"$PASSWORD"_s));
        QCOMPARE(leaks(), QStringList());
    }

    void failureOfAPassword_inTheJournal_isShownWithoutIt()
    {
        m_bench->below.executor.failures.insert(
            u"ada@example.com"_s, Error(Error::Kind::Invalid, u"Refused."_s).withCode(u"InvalidPasswordException"_s));
        const Plan plan = m_bench->below.controller.planSetPassword({u"id-ada"_s}, Secret(canary), true)->plan;
        m_bench->below.runs.run(plan, {{}, true, false});
        QTRY_VERIFY(!m_bench->below.runs.isBusy());

        m_bench->window->showPage(u"Journal"_s);
        auto *table = find<QTableView>(*m_bench->window, u"Journal table"_s);
        QTRY_COMPARE(table->model()->rowCount(), 1);
        table->selectRow(0);

        QTRY_VERIFY(m_bench->says(u"InvalidPasswordException"_s));
        QCOMPARE(leaks(), QStringList());
    }

    void stateOfTheWindow_holdsNoSecret()
    {
        const Plan plan = m_bench->below.controller.planSetPassword({u"id-ada"_s}, Secret(canary), false)->plan;
        m_bench->window->showPlan({plan, {}});
        const QByteArray whilePlanned = m_bench->window->saveState();
        m_bench->below.runs.run(plan, {{}, true, false});
        QTRY_VERIFY(!m_bench->below.runs.isBusy());

        QSettings settings(m_bench->below.folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
        settings.setValue(u"window"_s, m_bench->window->saveState());
        settings.sync();

        QFile file(settings.fileName());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!holds(whilePlanned));
        QVERIFY(!holds(m_bench->window->saveState()));
        QVERIFY(!holds(file.readAll()));
    }
};

QTEST_MAIN(TestWindowCanaries)
#include "tst_windowcanaries.moc"

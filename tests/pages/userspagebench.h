// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <pages/userspage.h>
#include <support/bench.h>
#include <support/find.h>

#include <QApplication>
#include <QLineEdit>
#include <QTableView>

namespace sm::test {

/// The page of users over a Bench, met through its widgets as a person or a screen reader meets it.
class UsersPageTest : public QObject
{
    Q_OBJECT

protected:
    void open()
    {
        m_bench = std::make_unique<Bench>();
        m_page = std::make_unique<pages::UsersPage>(m_bench->controller);
        m_errors.clear();
        connect(
            m_page.get(), &pages::Page::errorOccurred, this, [this](const Error &error) { m_errors.append(error); });
        m_page->resize(1200, 700);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void close()
    {
        m_page.reset();
        m_bench.reset();
    }
    void start()
    {
        m_page->shown();
        QTRY_COMPARE(m_bench->controller.state(), controllers::UsersController::State::Ready);
    }
    QTableView *table() const { return find<QTableView>(*m_page, u"Users table"_s); }
    QLineEdit *filter() const { return find<QLineEdit>(*m_page, u"Filter users"_s); }
    QAction *action(const QString &text) const
    {
        for (QAction *each : m_page->pageActions()) {
            if (each->text() == text)
                return each;
        }
        return nullptr;
    }
    /// The words of what can be done with the selection.
    QStringList enabledActions() const
    {
        QStringList texts;
        for (QAction *each : m_page->pageActions()) {
            if (each->isEnabled())
                texts.append(each->text());
        }
        return texts;
    }
    void select(const QStringList &names)
    {
        table()->clearSelection();
        for (int row = 0; row < m_bench->controller.table().rowCount(); ++row) {
            const QModelIndex index = m_bench->controller.table().index(row, 0);
            if (names.contains(m_bench->controller.table().user(row).attribute(u"name"_s)))
                table()->selectionModel()->select(index, QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    }
    bool says(const QString &sentence) const
    {
        for (QWidget *each : m_page->findChildren<QWidget *>()) {
            if (each->isVisible() && accessibleNameOf(each).contains(sentence))
                return true;
        }
        return false;
    }

    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<pages::UsersPage> m_page;
    QList<Error> m_errors; ///< of the page
};

} // namespace sm::test

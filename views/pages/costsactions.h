// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <charts/chartdata.h>
#include <controllers/costscontroller.h>

#include <QAction>

#include <functional>

namespace sm::pages {

/// What can be done with costs, for buttons, menus and the palette. Nothing here changes an account.
class CostsActions : public QObject
{
    Q_OBJECT

public:
    /// What an export draws.
    struct Picture
    {
        charts::ChartData data;
        charts::ChartView view;
    };

    CostsActions(controllers::CostsController &controller, std::function<Picture()> picture, QWidget *window);

    QList<QAction *> all() const;
    QAction *openBill() const { return m_openBill; }
    /// nullptr when Cost Explorer is switched off.
    QAction *explorer() const { return m_explorer; }
    QAction *back() const { return m_back; }
    QAction *find() const { return m_find; }
    QAction *addFilter() const { return m_addFilter; }
    QAction *periods() const { return m_periods; }
    QList<QAction *> exports() const { return {m_png, m_pdf, m_csv, m_copyQuery}; }
    /// How to ask for what is shown on a command line.
    QString command() const;
    /// Named in command().
    void setSystem(const QString &id) { m_system = id; }

Q_SIGNALS:
    void failed(const sm::Error &error);
    void noted(const QString &sentence);

private:
    using Write = std::function<Result<void>(const QString &file)>;

    QAction *add(const QString &text, const QKeySequence &keys = {});
    void connectActions();
    void update();
    void chooseBill(const QString &currency);
    void chooseCurrency();
    void confirmForgetting();
    void chooseFile(const QString &title, const QString &suffix, Write write);
    Result<void> writeCsv(const QString &file) const;

    controllers::CostsController &m_controller;
    std::function<Picture()> m_picture;
    QWidget *m_window;
    QString m_system;
    QAction *m_openBill;
    QAction *m_openCurrency;
    QAction *m_explorer;
    QAction *m_refresh;
    QAction *m_back;
    QAction *m_find;
    QAction *m_addFilter;
    QAction *m_periods;
    QAction *m_png;
    QAction *m_pdf;
    QAction *m_csv;
    QAction *m_copyQuery;
    QAction *m_forget;
};

} // namespace sm::pages

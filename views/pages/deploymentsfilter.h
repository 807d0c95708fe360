// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tables/deploymenttable.h>

#include <QWidget>

namespace sm::widgets {
class FilterField;
}

namespace sm::pages {

class ChoiceButton;

/// Which deployments are on the axis: by words, by service, by how they stand.
class DeploymentsFilter : public QWidget
{
    Q_OBJECT

public:
    explicit DeploymentsFilter(tables::DeploymentTable &table, QWidget *parent = nullptr);

    /// How many rows are shown.
    void update();
    QString filter() const;
    void setFilter(const QString &filter);
    void clear();
    void setFocusOnText();

Q_SIGNALS:
    void filterChanged();
    /// The focus wants to go to the rows.
    void rowsRequested();

private:
    void take(const QString &filter);
    QString chosen(const QString &key) const;

    tables::DeploymentTable &m_table;
    widgets::FilterField *m_field;
    ChoiceButton *m_service;
    ChoiceButton *m_state;
};

} // namespace sm::pages

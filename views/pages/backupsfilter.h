// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tables/backuptable.h>

#include <QWidget>

namespace sm::widgets {
class FilterField;
}

namespace sm::pages {

class ChoiceButton;

/// Which assets are shown: by words, by how they stand with their backups, by kind.
class BackupsFilter : public QWidget
{
    Q_OBJECT

public:
    explicit BackupsFilter(tables::BackupTable &table, QWidget *parent = nullptr);

    /// The kinds that there are to choose from, and how many rows are shown.
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

    tables::BackupTable &m_table;
    widgets::FilterField *m_field;
    ChoiceButton *m_state;
    ChoiceButton *m_kind;
};

} // namespace sm::pages

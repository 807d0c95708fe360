// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QVBoxLayout;

namespace sm::widgets {

class KeyValueRow;

struct KeyValue
{
    QString key;
    QString value;
    QString toolTip; ///< empty: the value itself when it is elided
    friend bool operator==(const KeyValue &, const KeyValue &) = default;
};

/// Rows of a detail pane. A click, Enter or Ctrl+C on a row copies its value. Plain text always.
class KeyValueList : public QWidget
{
    Q_OBJECT

public:
    explicit KeyValueList(QWidget *parent = nullptr);

    /// Rows are reused, so the focus stays where it is when only values change.
    void setRows(const QList<KeyValue> &rows);
    QList<KeyValue> rows() const;

Q_SIGNALS:
    /// The clipboard now holds \p value.
    void copied(const QString &key, const QString &value);

private:
    void addRow();

    QVBoxLayout *m_layout;
    QList<KeyValueRow *> m_rows;
};

} // namespace sm::widgets

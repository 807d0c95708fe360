// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QDate>
#include <QStringList>
#include <QVariant>

namespace sm::tables {

/// A short list beside the costs, as text that is ready to be shown: unusual days, savings, reconciliation.
class CostList : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole, ToneRole = Qt::UserRole + 3 }; ///< the tone as in UserTable

    struct Column
    {
        QString title;
        bool isNumber = false;
    };
    struct Row
    {
        QStringList cells;
        QVariant id; ///< what the row is about, for whoever filled the list
        QStringList exact = {}; ///< for each cell what its tooltip adds; may be shorter
        QString tone = {}; ///< of the last number: "bad", "good"
        bool isTotal = false;
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setContent(const QList<Column> &columns, const QList<Row> &rows);
    QVariant id(int row) const { return row >= 0 && row < m_rows.size() ? m_rows.at(row).id : QVariant(); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    bool isToned(int column) const;

    QList<Column> m_columns;
    QList<Row> m_rows;
};

} // namespace sm::tables

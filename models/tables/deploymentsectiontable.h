// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/deployment.h>

#include <QAbstractTableModel>

namespace sm::tables {

/// One section about what stands deployed, page after page: events of a stack, tasks of a service.
class DeploymentSectionTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role { ToneRole = Qt::UserRole + 3 }; ///< as in UserTable, so that one delegate draws both

    using QAbstractTableModel::QAbstractTableModel;

    /// The first page, or the next one of the same section: rows are added below.
    void append(const DeploymentSection &page);

    const QString &id() const { return m_section.id; }
    const QString &title() const { return m_section.title; }
    bool hasMore() const { return m_section.hasMore; }
    const std::optional<Error> &problem() const { return m_section.problem; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    DeploymentSection m_section;
};

} // namespace sm::tables

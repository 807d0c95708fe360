// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/models.h>
#include <operations/catalog.h>
#include <operations/kindplanner.h>

namespace sm::backups {

struct TableInput;

/// Plans the steps of the kind "table" (tableinput.h). The command lines are those of the AWS CLI that come nearest.
class TablePlanner final : public operations::KindPlanner
{
public:
    /// Both outlive it.
    TablePlanner(const operations::Catalog &catalog, const aws::Models &models);

    QString kind() const override;
    /// \error Kind::Invalid (code "Input") names the member that is wrong
    Result<Step> planned(Step step, const SystemInfo &system, QSet<QString> &secretNames) const override;

private:
    QString cliOf(const TableInput &input, const SystemInfo &system) const;

    const operations::Catalog &m_catalog;
    const aws::Models &m_models;
};

} // namespace sm::backups

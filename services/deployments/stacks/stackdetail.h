// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sources/awsreads.h>
#include <sources/deploymentsource.h>

namespace sm::deployments {

/// All about a stack, a section and page at a time. A section that can not be read says so, and the others follow.
class StackDetail
{
public:
    StackDetail(const AwsReads &reads, DeploymentSource::SectionHandler handler);

    /// \error Kind::NotFound there is no such stack; Kind::Cancelled
    QCoro::Task<Result<void>> read(QString name, CancelToken token);

private:
    using Row = QStringList (*)(const QJsonObject &element);
    using Tone = QString (*)(const QJsonObject &element);
    struct Table
    {
        DeploymentSection section; ///< without rows
        aws::Call call;
        QString member; ///< the list in the answer
        Row row;
        Tone tone;
    };
    QCoro::Task<Result<void>> fill(Table table, CancelToken token);
    void tellStanding(const QJsonObject &stack);
    QList<Table> tables(const QString &stackId) const;

    AwsReads m_reads;
    DeploymentSource::SectionHandler m_handler;
};

} // namespace sm::deployments

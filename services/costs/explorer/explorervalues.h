// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explorershape.h"
#include "paidanswers.h"

namespace sm::costs {

/// What can be filtered by: GetDimensionValues, GetTags, GetCostCategories, all pages of each. Every page costs $0.01;
/// answers are kept as long as those of costs.
class ExplorerValues
{
public:
    /// Both outlive it.
    ExplorerValues(PaidAnswers &answers, const Clock &clock);

    /// The values of \p dimension over \p range, in the order in which AWS gives them; "" is among them where charges
    /// without one can be filtered by. An open range is that of explorerRange().
    /// \error Kind::Invalid Cost Explorer has no such dimension
    /// \error as PaidCaller::read()
    QCoro::Task<Result<QStringList>> values(QString dimension, ExplorerSpan range, CancelToken token);
    /// "tag:KEY" for each cost allocation tag.
    QCoro::Task<Result<QStringList>> tags(ExplorerSpan range, CancelToken token);
    /// "cost-category:NAME" for each cost category.
    QCoro::Task<Result<QStringList>> costCategories(ExplorerSpan range, CancelToken token);
    /// The names of the accounts of an organization by their numbers.
    QCoro::Task<Result<QMap<QString, QString>>> accountNames(ExplorerSpan range, CancelToken token);

private:
    QCoro::Task<Result<PaidPages>> ask(QString operation, QJsonObject input, ExplorerSpan range, CancelToken token);
    QCoro::Task<Result<QStringList>> dimensionValues(QString key, ExplorerSpan range, CancelToken token);

    PaidAnswers &m_answers;
    const Clock &m_clock;
};

} // namespace sm::costs

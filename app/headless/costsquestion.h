// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "options.h"

#include <core/cost.h>

namespace sm::app {

/// What `costs` is asked for.
struct CostsQuestion
{
    enum class Form { Table, Json, Csv };

    QStringList files;
    QString currency; ///< of a bill with several
    std::optional<CostMetric> metric; ///< nothing: the usual one of what is asked
    std::optional<CostSource> source; ///< nothing: the bills
    CostQuery query; ///< a granularity stands in CostQuery::groupBy, as the first dimension
    bool isByPeriod = false;
    Form form = Form::Table;

    /// \error Kind::Invalid names the option and what it takes
    static Result<CostsQuestion> of(const CommandWords &words);
};

} // namespace sm::app

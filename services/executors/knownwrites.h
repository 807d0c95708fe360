// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <operations/catalog.h>

namespace sm::executors {

/// What \p catalog knows about Step::operation goes into \p step; where it knows nothing, as a disruptive write that
/// is never repeated and that nothing takes back, for the reason that \p unknown gives.
void fillInWrite(Step &step, const operations::Catalog &catalog, const QString &unknown);

/// Makes \p step a read. \p why says how that is known; empty: it is plain.
void fillInRead(Step &step, const QString &why = {});

} // namespace sm::executors

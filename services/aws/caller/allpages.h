// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "caller.h"

#include <aws/models.h>

#include <QJsonArray>

namespace sm::aws {

/// \p page added to \p all: lists grow, everything else is the last page's.
void addPage(QJsonObject &all, const QJsonObject &page);

/// All pages of a list operation as one answer, as addPage() makes it. Caller and models outlive the task. For lists
/// that fit into memory; a Paginator is for the others.
/// \error as Paginator::next()
QCoro::Task<Result<QJsonObject>> allPages(Caller *caller, const Models *models, Call first, CancelToken token);

/// The elements of the list \p member on all pages.
/// \error as allPages()
QCoro::Task<Result<QJsonArray>> wholeList(
    Caller *caller, const Models *models, Call first, QString member, CancelToken token);

} // namespace sm::aws

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <aws/models.h>
#include <core/formfield.h>
#include <runbooks/parameter.h>
#include <runbooks/scope.h>

namespace sm::runbooks {

/// Reads from the account what a parameter can be.
class PickerReader
{
public:
    /// Most that one looks through; who knows the value types it.
    static constexpr int mostOptions = 1000;

    /// Both outlive it, and each read.
    PickerReader(aws::Caller &caller, const aws::Models &models);

    /// The values to choose from, all pages of them up to mostOptions, each once.
    /// \param values  of the other parameters, as far as they are known
    /// \error Kind::Invalid  a value that it needs is missing (code "ValueNeeded"), or what is selected is no list of
    ///                       texts or of {value, title}
    /// \error as aws::Caller::read()
    QCoro::Task<Result<QList<FieldOption>>> read(
        Picker picker, ParameterValues values, SystemInfo system, CancelToken token);

    /// The parameters whose values \p picker needs.
    static QStringList needs(const Picker &picker);

private:
    aws::Caller &m_caller;
    const aws::Models &m_models;
};

} // namespace sm::runbooks

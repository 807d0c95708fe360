// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <core/result.h>

namespace sm::backups {

/// The input of the operations on a function:
///
///     function:keep     {asset, set, function, qualifier, probes}
///     function:compare  {asset, backup, function, qualifier}
///     function:restore  {asset, backup, function, fallback, dryRun}
///     function:update   {asset, function, file, codeSha256, architecture, fallback, dryRun}
///     function:create-scratch  {asset, backup, function}
///     function:delete-scratch  {function}
///
/// "function" of the last two is what the scratch is called; it is brought within what Lambda takes (scratchNameOf()).
/// "fallback" is the backup, of the same asset, that was made of what is there now: what takes a restore or an update
/// back. With "dryRun" Lambda looks at the code and changes nothing. "revision" is the fingerprint of what was seen
/// before, which the executor adds; never written by people.
struct FunctionInput
{
    enum class Verb { Keep, Compare, Restore, Update, CreateScratch, DeleteScratch };

    Verb verb = Verb::Compare;
    QString asset;
    QString backup;
    QString function;
    QString qualifier;
    QString fallback;
    QString file; ///< an archive on this computer
    QString codeSha256; ///< of it, in Base64; empty: whichever it has
    QString architecture; ///< "arm64"; empty: it stays
    QString revision;
    bool isDryRun = false;
};

/// \error Kind::Invalid (code "Input") names the member that is wrong
Result<FunctionInput> functionInput(const Step &step);

} // namespace sm::backups

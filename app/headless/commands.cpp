// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "answercommand.h"
#include "approvalplace.h"
#include "approvecommand.h"
#include "approvedcommand.h"
#include "athenacommand.h"
#include "backupcommand.h"
#include "callcommand.h"
#include "costscommand.h"
#include "costsofsystem.h"
#include "costtablescommand.h"
#include "deploymentscommand.h"
#include "importcommand.h"
#include "journalcommand.h"
#include "lintcommand.h"
#include "llmcommand.h"
#include "options.h"
#include "policycommand.h"
#include "resumecommand.h"
#include "runcommand.h"
#include "undocommand.h"

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

std::unique_ptr<Command> offlineCommandFor(const Options &options)
{
    if (options.command == "costs"_L1 && !options.words.isSet(u"system"_s))
        return std::make_unique<CostsCommand>(options);
    if (options.command == "import"_L1)
        return std::make_unique<ImportCommand>(options);
    if (options.command == "journal"_L1)
        return std::make_unique<JournalCommand>(options);
    if (options.command == "lint"_L1)
        return std::make_unique<LintCommand>(options);
    return nullptr;
}

std::unique_ptr<Command> commandFor(Foundation &foundation, const Options &options)
{
    if (options.command == "approve"_L1 && ApprovalPlace::of(options.words.words.value(0)).isShared)
        return std::make_unique<AnswerCommand>(foundation, options);
    if (options.command == "approve"_L1)
        return std::make_unique<ApproveCommand>(options);
    if (options.command == "athena"_L1)
        return std::make_unique<AthenaCommand>(foundation, options);
    if (options.command == "backup"_L1 && options.words.words.value(0) == "list"_L1)
        return std::make_unique<BackupListCommand>(foundation, options);
    if (options.command == "backup"_L1)
        return std::make_unique<BackupCommand>(foundation, options);
    if (options.command == "costs"_L1 && options.words.isSet(u"make-tables"_s))
        return std::make_unique<CostTablesCommand>(foundation, options);
    if (options.command == "costs"_L1)
        return std::make_unique<SystemCostsCommand>(foundation, options);
    if (options.command == "deployments"_L1)
        return std::make_unique<DeploymentsCommand>(foundation, options);
    if (options.command == "llm"_L1)
        return std::make_unique<LlmCommand>(foundation, options);
    if (options.command == "policy"_L1)
        return std::make_unique<PolicyCommand>(foundation, options);
    if (options.command == "run"_L1 && options.words.isSet(u"approval"_s))
        return std::make_unique<ApprovedCommand>(foundation, options);
    if (options.command == "run"_L1 && options.words.isSet(u"resume"_s))
        return std::make_unique<ResumeCommand>(foundation, options);
    if (options.command == "run"_L1)
        return std::make_unique<RunCommand>(foundation, options);
    if (options.command == "undo"_L1)
        return std::make_unique<UndoCommand>(foundation, options);
    return std::make_unique<CallCommand>(foundation, options);
}

} // namespace sm::app

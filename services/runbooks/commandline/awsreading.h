// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inputbuilder.h"

#include <aws/servicemodel.h>

namespace sm::commandline {

/// One reading of one command of the AWS CLI.
class AwsReading
{
public:
    /// \param modelled  the services of \p models
    AwsReading(
        const aws::Models &models, const QSet<QString> &modelled, const CommandNames &names, const CommandUse &use);

    AwsCommand read();

private:
    void globals();
    void global(const Argument &argument);
    void checkQuery(const Argument &argument);
    void checkBraces();
    bool service();
    bool command();
    bool waiter();
    bool operationOf(const QString &name);
    void unknownService();
    void unknownCommand();
    void unknownWaiter();

    void own(const CommandName &command);
    void checkBucketPaths();
    void namesOnly(const CommandName &command);
    void bind(const aws::ServiceModel &model, const aws::Operation &operation, const std::optional<CommandName> &names);
    void bindArgument(const Argument &argument, InputBuilder &builder, const aws::Operation &operation);
    bool bindOwn(const Argument &argument, InputBuilder &builder, const aws::Operation &operation);
    void checkInput(const aws::Operation &operation);
    void missing(const QString &member);
    void checkContinuations();
    void checkLine(const QString &line, const aws::Operation &operation);

    QList<Argument> understood(const Arguments &arguments, const QList<OptionName> &options);
    void unknownOption(const Argument &argument, const QList<OptionName> &options);
    void checkRequired(const Arguments &arguments, const QList<OptionName> &options);
    void positionals(const Arguments &arguments, const QList<OptionName> &options);
    void problem(Problem::Severity severity, const QString &rule, const Word &word, const QString &message,
        const std::optional<QString> &fix = {});

    const aws::Models &m_models;
    const QSet<QString> &m_modelled;
    const CommandNames &m_names;
    CommandUse m_use;
    Mask m_mask;
    AwsCommand m_command;
    QList<Word> m_words; ///< behind the service and the command
    Word m_service;
    Word m_operation;
    bool m_isRaw = false;
    bool m_hasInput = false; ///< --cli-input-json and its like: nothing is required then
    QHash<QString, Argument> m_given; ///< by member
};

} // namespace sm::commandline

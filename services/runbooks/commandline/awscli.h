// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/models.h>
#include <commandline/commands.h>
#include <commandline/problem.h>

#include <QJsonObject>
#include <QMap>
#include <QSet>

namespace sm::commandline {

class CommandNames;

/// What an `aws …` command means. Paths are JSON Pointers (RFC 6901) into input: "/UserAttributes/0/Value".
struct AwsCommand
{
    enum class Kind {
        Operation, ///< one API operation: service, operation, input
        Waiter, ///< polls: service, waiter, operation (what it polls), input
        HighLevel, ///< a command of the AWS CLI itself: s3 sync, logs tail, configure; operation as it is written
        Unknown, ///< no service or no operation of that name
    };
    struct File
    {
        QString path; ///< as it is written behind file:// or fileb://, not opened
        bool isBinary = false; ///< fileb://, or the body of a streaming operation
        friend bool operator==(const File &, const File &) = default;
    };
    Kind kind = Kind::Unknown;
    QString writtenService; ///< "deploy"
    QString writtenOperation; ///< "list-deployments"; "wait function-updated" for a waiter
    QString service; ///< the service model's name, "codedeploy"; empty: unknown
    QString operation; ///< "ListDeployments"; of a HighLevel command as it is written: "sync"
    QString waiter; ///< "FunctionUpdatedV2"
    QJsonObject input; ///< what is certain of it; bytes as Base64
    QMap<QString, Word> deferred; ///< what is decided when it runs, by path; "--profile" for an option of the CLI
    QMap<QString, File> files; ///< members that are read from a local file, by path; "" for --cli-input-json
    QStringList options; ///< full names of the options that are there, without "--", as they are written otherwise
    QStringList
        positionals; ///< words of a HighLevel command: paths, names; not certain ones are deferred "positionals/0"
    QMap<QString, QString> settings; ///< options that are no members of the input, and their values; flags are ""
    QString outfile; ///< where a streamed answer goes: lambda invoke … response.json
    QString profile;
    QString region;
    QString endpointUrl;
    QString query; ///< JMESPath
    QString output; ///< json, text, table, yaml, yaml-stream
    int maxItems = 0; ///< --max-items; 0: all
    bool allPages = true; ///< the CLI reads page after page; false: --no-paginate or a token given by hand
    bool isComplete = true; ///< false: xargs adds words, or a file gives the input
    Place place;
    QList<Problem> problems; ///< by place

    bool hasErrors() const;
};

/// Reads commands as the AWS CLI (version 2) does, by the service models and by what it adds to them.
///
/// Rules of the problems, all stable:
/// aws-no-command, aws-unknown-service, aws-service-name (the API's name instead of the CLI's: codedeploy for deploy),
/// aws-unknown-operation, aws-unknown-waiter, aws-unknown-option, aws-option-prefix (an abbreviation),
/// aws-missing-option, aws-missing-value, aws-extra-word, aws-invalid-value, aws-invalid-shorthand, aws-invalid-json,
/// aws-invalid-enum (a warning: new values appear at the service first), aws-invalid-input (a member of a structure
/// that is missing, unknown or of another type), aws-invalid-query, aws-repeated-option, aws-not-paginated,
/// aws-blob-format (CLI 2 wants Base64), aws-unquoted-braces, aws-broken-line (a blank
/// behind a backslash), aws-missing-outfile,
/// aws-not-bundled (a warning: the model is not inside the program, so only names could be
/// checked; --aws-models adds it).
class AwsReader
{
public:
    /// \param models  has to live as long as the reader
    explicit AwsReader(const aws::Models &models);
    ~AwsReader();
    Q_DISABLE_COPY_MOVE(AwsReader)

    /// \param use  its first word is "aws"
    AwsCommand read(const CommandUse &use) const;
    /// \param words  with "aws" as the first
    AwsCommand read(const QList<Word> &words) const;

private:
    const aws::Models &m_models;
    QSet<QString> m_modelled; ///< services that have a model
    std::shared_ptr<const CommandNames> m_names;
};

} // namespace sm::commandline

#!/usr/bin/ruby
# frozen_string_literal: true

# A real authorization server: Doorkeeper on Rails over an SQLite file.
#
# Usage: doorkeeper_server.rb DATABASE plain|hashed [--prepare]. `hashed` keeps digests of tokens and client secrets.
# With --prepare it first runs the migrations that Doorkeeper's generators make, and adds the user and its own clients.
# The port is printed on the first line. It ends on SIGTERM or when its standard input closes.

require "erb"
require "logger"
require "rack/handler/webrick"
require "rails"
require "active_record/railtie"
require "action_controller/railtie"
require "doorkeeper"

DATABASE, KEEPING, *OPTIONS = ARGV
ENV["DATABASE_URL"] = "sqlite3:#{DATABASE}?timeout=5000"
ActiveRecord::Migration.verbose = false

class User < ActiveRecord::Base; end

class PeerApplication < Rails::Application
  config.root = __dir__
  config.eager_load = false
  config.logger = Logger.new($stderr)
  config.log_level = :error
  config.secret_key_base = "peer tests only"
  config.action_dispatch.show_exceptions = true
  config.consider_all_requests_local = false
  config.active_support.deprecation = :silence
  config.load_defaults 6.1
end

Doorkeeper.configure do
  orm :active_record
  # The user named in the request counts as signed in and agreeing.
  resource_owner_authenticator { User.find_by(username: params[:user]) || head(:forbidden) }
  resource_owner_from_credentials { User.find_by(username: params[:username], password: params[:password]) }
  skip_authorization { true }
  grant_flows %w[authorization_code client_credentials password]
  use_refresh_token
  default_scopes :profile
  optional_scopes :email
  allow_token_introspection true
  access_token_expires_in 2.hours
  if KEEPING == "hashed"
    hash_token_secrets
    hash_application_secrets
  end
end

class MeController < ActionController::API
  before_action -> { doorkeeper_authorize! :profile }

  def show
    render json: { client_id: doorkeeper_token.application&.uid, sub: doorkeeper_token.resource_owner_id,
                   scope: doorkeeper_token.scopes.to_s }
  end
end

# The migrations as `rails generate doorkeeper:migration` and `doorkeeper:pkce` write them.
def migrate
  templates = File.join(Gem.loaded_specs["doorkeeper"].full_gem_path, "lib/generators/doorkeeper/templates")
  Dir.mktmpdir do |folder|
    File.write("#{folder}/20260101000000_create_users.rb", <<~RUBY)
      class CreateUsers < ActiveRecord::Migration[6.1]
        def change
          create_table(:users) { |t| t.string :username, null: false; t.string :password, null: false }
        end
      end
    RUBY
    { "migration" => "1_create_doorkeeper_tables", "enable_pkce_migration" => "2_enable_pkce" }.each do |from, name|
      migration_version = "[6.1]"
      text = ERB.new(File.read("#{templates}/#{from}.rb.erb")).result(binding)
      File.write("#{folder}/2026010100000#{name}.rb", text)
    end
    ActiveRecord::MigrationContext.new(folder, ActiveRecord::SchemaMigration).migrate
  end
end

def prepare(accounts)
  migrate
  User.create!(username: accounts["USER"], password: accounts["PASSWORD"])
  accounts["OWN_CLIENTS"].each_value do |uid|
    own = Doorkeeper::Application.new(name: uid, uid: uid, redirect_uri: accounts["OWN_REDIRECT"],
                                      scopes: accounts["OWN_SCOPE"])
    own.secret_strategy.store_secret(own, :secret, accounts["OWN_SECRET"])
    own.save!
  end
end

Rails.env = "production"
PeerApplication.initialize!
PeerApplication.routes.draw do
  use_doorkeeper { skip_controllers :applications, :authorized_applications, :token_info }
  get "/me", to: "me#show"
end
prepare(JSON.parse(ENV.fetch("OWB_PEER_ACCOUNTS"))) if OPTIONS.include?("--prepare")

quiet = WEBrick::Log.new($stderr, WEBrick::BasicLog::ERROR)
Rack::Handler::WEBrick.run(PeerApplication, Host: "127.0.0.1", Port: 0, Logger: quiet, AccessLog: []) do |server|
  Signal.trap("TERM") { server.shutdown }
  Thread.new { $stdin.read && server.shutdown }
  puts server.listeners.first.addr[1]
  $stdout.flush
end
